import { createHash } from 'node:crypto';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';

/**
 * Of all files of a folder, their names and contents: the same tree has the same
 * digest anywhere. Git's own folder and links do not count.
 */
export async function digestOf(
  root: string,
  options: { leaveOut: string },
): Promise<string> {
  const hash = createHash('sha256');
  for await (const path of walk(root, '')) {
    if (path !== posix.normalize(options.leaveOut)) {
      const content = await readFile(join(root, path));
      hash.update(`${Buffer.byteLength(path)}:${path}${content.length}:`);
      hash.update(content);
    }
  }
  return `sha256:${hash.digest('hex')}`;
}

/** Paths of all files below a folder, in order; Git's own are left out. */
export async function* walk(
  root: string,
  folder: string,
): AsyncGenerator<string> {
  for (const name of (await readdir(join(root, folder))).sort()) {
    const path = posix.join(folder, name);
    const stat = await lstat(join(root, path));
    if (stat.isDirectory() && path !== '.git') {
      yield* walk(root, path);
    } else if (stat.isFile()) {
      yield path;
    }
  }
}
