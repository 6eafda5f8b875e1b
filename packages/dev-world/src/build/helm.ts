import path from 'node:path';
import { cacheFolder } from '../world/paths.ts';
import { withLock } from '../world/state.ts';
import { cached, isCached } from './cache.ts';
import type { BuildOptions, CachedBuild } from './cache.ts';
import { goInstall } from './go.ts';

const VERSION = '3.19.2';

const helm = (signal?: AbortSignal): CachedBuild => ({
  title: `Build Helm ${VERSION}`,
  key: `helm-${VERSION}-${process.platform}-${process.arch}`,
  file: 'helm',
  expectedSeconds: 90,
  make: folder =>
    goInstall(`helm.sh/helm/v3/cmd/helm@v${VERSION}`, folder, {
      nice: true,
      signal,
    }),
});

/** Whether `buildHelm` has nothing to do. */
export const isHelmBuilt = (root: string) => isCached(root, helm());

/** The program with which the portal renders charts. */
export const buildHelm = (options: BuildOptions): Promise<string> =>
  withLock(
    path.join(cacheFolder(options.root), '.helm.lock'),
    () => cached(options, helm(options.signal)),
    options.signal,
  );
