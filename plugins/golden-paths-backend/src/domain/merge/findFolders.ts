import type { Tree } from './types';

/** Folders that one side moved, by what they were called. */
export interface MovedFolders {
  moved: ReadonlyMap<string, string>;
  /** Those of which parts are in several places. */
  unclear: ReadonlyMap<string, Scattered>;
}

interface Scattered {
  /** Where parts of it went. */
  folders: readonly string[];
  /** Whether nothing is where it was. */
  isGone: boolean;
}

/** Where a path went with its folder. */
export type Followed =
  | { kind: 'moved'; path: string; folder: string }
  | ({ kind: 'unclear' } & Scattered);

const folderOf = (path: string) => path.split('/').slice(0, -1).join('/');

/**
 * Folders that files went from together: a folder is moved if nothing of it is where
 * it was, to where most of its files are, as Git sees it.
 */
export function findFolders(
  from: Tree,
  to: Tree,
  renames: ReadonlyMap<string, string>,
): MovedFolders {
  const moved = new Map<string, string>();
  const unclear = new Map<string, Scattered>();
  const sizes = countFiles(from);
  const left = countFiles(to);
  for (const [folder, targets] of countTargets(renames)) {
    const [[best, count], second] = [...targets].sort((a, b) => b[1] - a[1]);
    const isTied = second?.[1] === count;
    const isMost = count * 2 > (sizes.get(folder) ?? 0);
    const isGone = !left.has(folder);
    if (isGone && !isTied) {
      moved.set(folder, best);
    } else if (isGone || isMost) {
      unclear.set(folder, { folders: [...targets.keys()].sort(), isGone });
    }
  }
  return { moved, unclear };
}

/** Where something new in a folder belongs, if that was moved. */
export function follow(
  { moved, unclear }: MovedFolders,
  path: string,
): Followed | undefined {
  for (let at = folderOf(path); at !== ''; at = folderOf(at)) {
    const folder = moved.get(at);
    if (folder !== undefined) {
      const rest = path.slice(at.length + 1);
      return {
        kind: 'moved',
        folder,
        path: folder === '' ? rest : `${folder}/${rest}`,
      };
    }
    const scattered = unclear.get(at);
    if (scattered) {
      return { kind: 'unclear', ...scattered };
    }
  }
  return undefined;
}

/** How many files are in each folder, and in those below. */
function countFiles(tree: Tree): Map<string, number> {
  const counts = new Map<string, number>();
  for (const path of tree.keys()) {
    for (let at = folderOf(path); at !== ''; at = folderOf(at)) {
      counts.set(at, (counts.get(at) ?? 0) + 1);
    }
  }
  return counts;
}

/**
 * How many files went from each folder to each other one; those above them count as
 * well, as long as both are called the same below.
 */
function countTargets(
  renames: ReadonlyMap<string, string>,
): Map<string, Map<string, number>> {
  const counts = new Map<string, Map<string, number>>();
  for (const [old, now] of renames) {
    let [from, to] = [folderOf(old), folderOf(now)];
    // The root is no folder that could be gone.
    while (from !== '' && from !== to) {
      const targets = counts.get(from) ?? new Map<string, number>();
      counts.set(from, targets.set(to, (targets.get(to) ?? 0) + 1));
      const isCalledAlike = from.split('/').at(-1) === to.split('/').at(-1);
      [from, to] = isCalledAlike ? [folderOf(from), folderOf(to)] : ['', to];
    }
  }
  return counts;
}
