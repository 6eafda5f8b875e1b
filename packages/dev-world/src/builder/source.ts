import {
  lstatSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { run } from '../build/run.ts';
import type { TarEntry } from '../build/tar.ts';
import { ForgeClient } from '../forge/client.ts';
import type { ForgeState } from '../world/types.ts';
import type { Commit } from './types.ts';

/** Puts the files of a commit into a folder. */
export async function fetchSource(
  forge: ForgeState,
  { org, repo, sha }: Commit,
  folder: string,
): Promise<void> {
  const client = new ForgeClient(forge.url, forge.ci);
  const archive = `${folder}.tar.gz`;
  writeFileSync(
    archive,
    await client.bytes(`/repos/${org}/${repo}/archive/${sha}.tar.gz`),
  );
  await run([
    'tar',
    ...['-x', '-z', '-f', archive, '-C', folder],
    ...['--strip-components=1', '--no-same-owner'],
  ]);
  rmSync(archive);
  removeLinks(folder);
}

/**
 * Whoever may open a pull request writes these files, and we may be root: a
 * link could make a file of this machine part of an image or of a message.
 */
export function removeLinks(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    const { isDirectory, isFile } = kindOf(file);
    if (isDirectory) {
      removeLinks(file);
    } else if (!isFile) {
      rmSync(file);
    }
  }
}

function kindOf(file: string) {
  const stat = lstatSync(file);
  return { isDirectory: stat.isDirectory(), isFile: stat.isFile() };
}

/** The files of a folder, as an image holds them. */
export function filesBelow(folder: string, into: string): TarEntry[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => {
      const file = path.join(entry.parentPath, entry.name);
      return {
        path: path.posix.join(into, path.relative(folder, file)),
        data: readFileSync(file),
      };
    });
}
