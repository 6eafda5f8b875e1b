import path from 'node:path';
import { cacheFolder } from '../world/paths.ts';
import { withLock } from '../world/state.ts';
import { cached, isCached } from './cache.ts';
import type { BuildOptions, CachedBuild } from './cache.ts';
import { goInstall } from './go.ts';

export const PROVISIONER_VERSION = '0.0.30';

const provisioner = (signal?: AbortSignal): CachedBuild => ({
  title: `Build the volume provisioner ${PROVISIONER_VERSION}`,
  key: `local-path-provisioner-${PROVISIONER_VERSION}-${process.platform}-${process.arch}`,
  file: 'local-path-provisioner',
  expectedSeconds: 90,
  make: folder =>
    goInstall(
      `github.com/rancher/local-path-provisioner@v${PROVISIONER_VERSION}`,
      folder,
      { signal },
    ),
});

/** Whether `buildProvisioner` has nothing to do. */
export const isProvisionerBuilt = (root: string) =>
  isCached(root, provisioner());

/** The program that makes a folder of a node for each claimed volume. */
export const buildProvisioner = (options: BuildOptions): Promise<string> =>
  withLock(
    path.join(cacheFolder(options.root), '.storage.lock'),
    () => cached(options, provisioner(options.signal)),
    options.signal,
  );
