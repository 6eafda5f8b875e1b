import { daemonSet } from './workloads.ts';
import type { TeamPart } from './types.ts';

const image = (version: string) => `fairway-shop/node-agent:${version}`;

export const platform: TeamPart = {
  surroundings: [],
  workloads: [
    // One pod per simulated node; it does not tolerate the real node's taint.
    daemonSet(
      { name: 'node-agent', partOf: 'platform', namespace: 'platform-tools' },
      [
        {
          cause: 'Release 1.8',
          image: image('1.8.0'),
          env: { SAMPLE_SECONDS: '30' },
          cpu: '20m',
          memory: '32Mi',
        },
        { cause: 'Sample twice as often', env: { SAMPLE_SECONDS: '15' } },
        {
          cause: 'Release 1.9: disk pressure',
          image: image('1.9.0'),
          env: { WATCH: 'disk' },
          memory: '48Mi',
        },
      ],
    ),
  ],
  runs: [],
};
