import path from 'node:path';
import { cacheFolder } from '../world/paths.ts';
import { withLock } from '../world/state.ts';
import { cached, isCached } from './cache.ts';
import type { BuildOptions, CachedBuild } from './cache.ts';
import { goInstall } from './go.ts';

const VERSION = '5.8.1';

const kustomize = (signal?: AbortSignal): CachedBuild => ({
  title: `Build Kustomize ${VERSION}`,
  key: `kustomize-${VERSION}-${process.platform}-${process.arch}`,
  file: 'kustomize',
  expectedSeconds: 40,
  make: folder =>
    goInstall(`sigs.k8s.io/kustomize/kustomize/v5@v${VERSION}`, folder, {
      signal,
    }),
});

/** Whether `buildKustomize` has nothing to do. */
export const isKustomizeBuilt = (root: string) => isCached(root, kustomize());

/** The program with which the portal renders the manifests of a repository. */
export const buildKustomize = (options: BuildOptions): Promise<string> =>
  withLock(
    path.join(cacheFolder(options.root), '.kustomize.lock'),
    () => cached(options, kustomize(options.signal)),
    options.signal,
  );
