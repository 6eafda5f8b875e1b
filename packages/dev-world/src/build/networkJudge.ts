import { cached } from './cache.ts';
import type { BuildOptions } from './cache.ts';
import { goInstall } from './go.ts';

/** https://github.com/mattfenwick/cyclonus */
export const CYCLONUS_VERSION = '0.5.6';

/**
 * Cyclonus, which says what NetworkPolicies allow. Nothing in this world
 * enforces them, so they are judged by a program that nobody here wrote.
 */
export const buildNetworkJudge = (options: BuildOptions): Promise<string> =>
  cached(options, {
    title: `Build cyclonus ${CYCLONUS_VERSION}`,
    key: `cyclonus-${CYCLONUS_VERSION}-${process.platform}-${process.arch}`,
    file: 'cyclonus',
    expectedSeconds: 80,
    make: folder =>
      goInstall(
        `github.com/mattfenwick/cyclonus/cmd/cyclonus@v${CYCLONUS_VERSION}`,
        folder,
        { signal: options.signal },
      ),
  });
