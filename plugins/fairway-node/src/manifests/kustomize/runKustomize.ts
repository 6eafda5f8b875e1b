import { posix } from 'node:path';
import type { ForgeFile } from '../../previews/forge';
import { folderOf } from '../folderOf';
import { runOverFiles } from '../runOverFiles';

/**
 * Runs Kustomize over files that were checked.
 *
 * @param program - a path, or a name to be looked up on the PATH
 * @throws InputError with the words of Kustomize, ServiceUnavailableError if it
 *   is not there
 */
export function runKustomize(
  program: string,
  files: readonly ForgeFile[],
  options: { path: string; setting: string; signal?: AbortSignal },
): Promise<string> {
  const { setting, signal } = options;
  const path = folderOf(options.path);
  return runOverFiles(files, {
    program,
    title: 'Kustomize',
    setting,
    path,
    args: root => ['build', posix.join(root, path)],
    signal,
  });
}
