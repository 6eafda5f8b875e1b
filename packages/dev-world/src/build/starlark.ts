import path from 'node:path';
import { cacheFolder } from '../world/paths.ts';
import { withLock } from '../world/state.ts';
import { cached } from './cache.ts';
import type { BuildOptions } from './cache.ts';
import { goInstall } from './go.ts';

const VERSION = 'v0.0.0-20260908191801-89a6a09411d5';

/** The interpreter of Starlark that Tilt has in it. */
export const buildStarlark = (options: BuildOptions): Promise<string> =>
  withLock(
    path.join(cacheFolder(options.root), '.starlark.lock'),
    () =>
      cached(options, {
        title: 'Build the Starlark interpreter',
        key: `starlark-${VERSION}-${process.platform}-${process.arch}`,
        file: 'starlark',
        expectedSeconds: 20,
        make: folder =>
          goInstall(`go.starlark.net/cmd/starlark@${VERSION}`, folder, {
            signal: options.signal,
          }),
      }),
    options.signal,
  );
