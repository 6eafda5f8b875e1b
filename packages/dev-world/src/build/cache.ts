import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../world/paths.ts';
import type { Progress } from '../world/types.ts';

export interface BuildOptions {
  root: string;
  progress: Progress;
  signal?: AbortSignal;
}

export interface CachedBuild {
  /** What the user reads. */
  title: string;
  /** Folder in the cache: says all that the result depends on. */
  key: string;
  file: string;
  expectedSeconds: number;
  /** Builds `file` in the given empty folder. */
  make(folder: string): Promise<void>;
}

/** Where it is, once it is made. */
export const resultOf = (root: string, { key, file }: CachedBuild) =>
  path.join(cacheFolder(root), key, file);

export const isCached = (root: string, wanted: CachedBuild) =>
  existsSync(resultOf(root, wanted));

/** Takes the result from `.fairway/cache`, or makes it there. */
export async function cached(
  options: BuildOptions,
  wanted: CachedBuild,
): Promise<string> {
  const folder = path.join(cacheFolder(options.root), wanted.key);
  const result = resultOf(options.root, wanted);
  if (existsSync(result)) {
    return result;
  }
  const step = options.progress.step(wanted.title, wanted.expectedSeconds);
  const half = `${folder}.part`;
  try {
    rmSync(half, { recursive: true, force: true });
    mkdirSync(half, { recursive: true });
    await wanted.make(half);
    rmSync(folder, { recursive: true, force: true });
    // The folder gets its name only when it is whole: a killed build is no build.
    renameSync(half, folder);
  } catch (error) {
    if (options.signal?.aborted) {
      step.skip('stopped');
    } else {
      step.fail(error as Error);
    }
    throw error;
  }
  step.done();
  return result;
}
