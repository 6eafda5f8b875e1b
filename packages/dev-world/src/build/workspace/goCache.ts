import { rmSync } from 'node:fs';
import path from 'node:path';
import { devWorldFolder } from '../../world/paths.ts';
import type { CachedBuild } from '../cache.ts';
import { hashFolder } from '../hash.ts';
import { architecture } from '../oci.ts';
import { run } from '../run.ts';
import { GO_ENVIRONMENT } from './environment.ts';
import { packLayer } from './packLayer.ts';
import type { Toolchains } from './toolchains.ts';

/** What Go has compiled already; see go/warm. */
export const goCache = (
  root: string,
  { go }: Toolchains,
  signal?: AbortSignal,
): CachedBuild => {
  const source = path.join(devWorldFolder(root), 'go', 'warm');
  return {
    title: 'Compile what Go services share, for workspaces',
    key: `workspace-go-cache-${architecture()}-${hashFolder(
      source,
      go.version,
    )}`,
    file: 'layer.tar',
    expectedSeconds: 45,
    make: async folder => {
      const cache = path.join(folder, 'go-build');
      for (const command of [
        ['build', '-o', path.join(folder, 'warm'), '.'],
        ['test', '.'],
      ]) {
        await run(['nice', '-n', '10', 'go', ...command], {
          cwd: source,
          // As in a workspace, or it would be another cache.
          env: {
            ...process.env,
            ...GO_ENVIRONMENT,
            GOFLAGS: '',
            GOCACHE: cache,
          },
          signal,
          group: true,
        });
      }
      await packLayer(
        path.join(folder, 'layer.tar'),
        [
          ...['-c', '-C', folder, '--transform=flags=r;s,^,usr/local/share/,'],
          'go-build',
        ],
        signal,
      );
      rmSync(cache, { recursive: true });
      rmSync(path.join(folder, 'warm'));
    },
  };
};
