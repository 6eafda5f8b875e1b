import { InputError } from '@backstage/errors';
import type { ForgeFile } from '@fairway-idp/backstage-plugin-fairway-node';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';

/** Files and characters that are read at most. */
const MOST_FILES = 2000;
const LONGEST = 8_000_000;
/** Never part of what is rendered. */
const LEFT_OUT = new Set(['.git', 'node_modules']);

/**
 * The text files of a folder and of all within it, by their paths in it. Links
 * are left out: they could lead anywhere.
 *
 * @throws InputError if there is no such folder, or too much in it
 */
export async function readFolder(root: string): Promise<ForgeFile[]> {
  const files: ForgeFile[] = [];
  let length = 0;
  for await (const path of walk(root, '')) {
    const content = await readFile(join(root, path), 'utf8');
    length += content.length;
    if (files.length >= MOST_FILES || length > LONGEST) {
      throw new InputError(
        `path: there are more than ${MOST_FILES} files or ${LONGEST} characters`,
      );
    }
    files.push({ path, content });
  }
  return files;
}

async function* walk(root: string, folder: string): AsyncGenerator<string> {
  const names = await readdir(join(root, folder)).catch(() => {
    throw new InputError(`path: there is no folder '${folder || '.'}'`);
  });
  for (const name of names.sort()) {
    const path = posix.join(folder, name);
    const stat = await lstat(join(root, path));
    if (stat.isDirectory() && !LEFT_OUT.has(name)) {
      yield* walk(root, path);
    } else if (stat.isFile()) {
      yield path;
    }
  }
}
