import { existsSync } from 'node:fs';
import path from 'node:path';

/** The repository's root: `FAIRWAY_ROOT`, or the folder above with a `backstage.json`. */
export function findRoot(from: string = process.cwd()): string {
  if (process.env.FAIRWAY_ROOT) {
    return path.resolve(process.env.FAIRWAY_ROOT);
  }
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'backstage.json'))) {
      return folder;
    }
    if (folder === path.dirname(folder)) {
      throw new Error(
        `No backstage.json in ${from} or above it: run this inside the repository, or set FAIRWAY_ROOT`,
      );
    }
  }
}

/** Everything that start, test and the worlds write. */
export const stateFolder = (root: string) => path.join(root, '.fairway');
export const cacheFolder = (root: string) =>
  path.join(stateFolder(root), 'cache');
export const worldsFolder = (root: string) =>
  path.join(stateFolder(root), 'worlds');
export const devWorldFolder = (root: string) =>
  path.join(root, 'packages', 'dev-world');

/** A name becomes part of file names, a network namespace and a control group. */
export function assertWorldName(name: string): void {
  if (!/^[a-z0-9]([a-z0-9-]{0,28}[a-z0-9])?$/.test(name)) {
    throw new Error(
      `'${name}' cannot be a world's name: use up to 30 lower-case letters, digits and dashes`,
    );
  }
}

export function worldFolder(root: string, name: string): string {
  assertWorldName(name);
  return path.join(worldsFolder(root), name);
}
