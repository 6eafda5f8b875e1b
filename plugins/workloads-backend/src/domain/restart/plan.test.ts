import type { V1Deployment } from '@kubernetes/client-node';
import type { Situation } from '../change/plan';
import { planRestart, RESTARTED_AT } from './plan';

const NOW = new Date('2026-01-02T03:04:05.678Z');

function plan(options: {
  kind?: Situation['kind'];
  spec?: object;
  restartedAt?: string;
  metadata?: object;
}) {
  const { kind = 'Deployment', spec, restartedAt, metadata } = options;
  const annotations = restartedAt
    ? { [RESTARTED_AT]: restartedAt, other: 'kept' }
    : undefined;
  return planRestart(
    {
      kind,
      name: 'web',
      workload: {
        metadata: { name: 'web', resourceVersion: '7', ...metadata },
        spec: { replicas: 2, template: { metadata: { annotations } }, ...spec },
      } as V1Deployment,
      surroundings: {
        namespaceTerminating: false,
        autoscalers: [],
        quotas: [],
        limitRanges: [],
        pods: [],
        unchecked: [],
      },
    },
    NOW,
  );
}

describe('planRestart', () => {
  it('sends the annotation alone, to the second, in UTC', () => {
    const { writes, before, after, reasons } = plan({
      restartedAt: '2026-01-01T00:00:00Z',
    });
    expect(writes).toEqual([
      {
        verb: 'patch',
        type: 'application/strategic-merge-patch+json',
        body: {
          metadata: { resourceVersion: '7' },
          spec: {
            template: {
              metadata: {
                annotations: { [RESTARTED_AT]: '2026-01-02T03:04:05Z' },
              },
            },
          },
        },
      },
    ]);
    expect(before).toContain(`${RESTARTED_AT}: 2026-01-01T00:00:00Z`);
    expect(after).toContain(`${RESTARTED_AT}: 2026-01-02T03:04:05Z`);
    expect(reasons).toEqual([
      'Last restarted at 2026-01-01T00:00:00Z',
      '2 pods of the same template will be replaced by new ones',
    ]);
  });

  it.each<[string, Parameters<typeof plan>[0], string[]]>([
    ['nothing', {}, []],
    ['a pause', { spec: { paused: true } }, ['paused block']],
    [
      'a second restart in one second',
      { restartedAt: '2026-01-02T03:04:05Z' },
      ['restarted block'],
    ],
    ['no pods', { spec: { replicas: 0 } }, ['zero info']],
    [
      'OnDelete',
      { kind: 'StatefulSet', spec: { updateStrategy: { type: 'OnDelete' } } },
      ['ondelete info'],
    ],
    [
      'a partition',
      {
        kind: 'StatefulSet',
        spec: { updateStrategy: { rollingUpdate: { partition: 1 } } },
      },
      ['partition confirm'],
    ],
    [
      'a pause of a StatefulSet, which has none',
      { kind: 'StatefulSet', spec: { paused: true } },
      [],
    ],
    [
      'Helm, which does not put it back',
      {
        metadata: {
          labels: { 'app.kubernetes.io/managed-by': 'Helm' },
          annotations: { 'meta.helm.sh/release-name': 'web' },
        },
      },
      ['helm info'],
    ],
  ])('finds %s', (_, options, ids) => {
    const { findings } = plan(options);
    expect(findings.map(({ id, severity }) => `${id} ${severity}`)).toEqual(
      ids,
    );
  });
});
