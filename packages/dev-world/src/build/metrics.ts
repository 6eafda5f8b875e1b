import path from 'node:path';
import { cacheFolder } from '../world/paths.ts';
import { withLock } from '../world/state.ts';
import { cached, isCached } from './cache.ts';
import type { BuildOptions, CachedBuild } from './cache.ts';
import { goInstall } from './go.ts';

export const METRICS_SERVER_VERSION = '0.9.0';

const metricsServer = (signal?: AbortSignal): CachedBuild => ({
  title: `Build metrics-server ${METRICS_SERVER_VERSION}`,
  key: `metrics-server-${METRICS_SERVER_VERSION}-${process.platform}-${process.arch}`,
  file: 'metrics-server',
  expectedSeconds: 180,
  make: folder =>
    goInstall(
      `sigs.k8s.io/metrics-server/cmd/metrics-server@v${METRICS_SERVER_VERSION}`,
      folder,
      { signal, nice: true },
    ),
});

/** Whether `buildMetricsServer` has nothing to do. */
export const isMetricsServerBuilt = (root: string) =>
  isCached(root, metricsServer());

/** The program that tells what nodes and pods use. */
export const buildMetricsServer = (options: BuildOptions): Promise<string> =>
  withLock(
    path.join(cacheFolder(options.root), '.metrics.lock'),
    () => cached(options, metricsServer(options.signal)),
    options.signal,
  );
