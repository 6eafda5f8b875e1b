import { keepOne, type Placed } from './keepOne';
import { mergeFile } from './mergeFile';
import { pairUp } from './pairUp';
import { isMarkedAlike, isSame } from './similarity';
import type {
  Change,
  Conflict,
  Labels,
  MergedTree,
  Sides,
  Tree,
  TreeFile,
} from './types';

/**
 * Brings a repository to what its template makes now, and keeps what somebody did
 * to it since: a three-way merge of all files, as Git merges a branch. Nothing of
 * the repository is lost: where both changed the same, both versions are there,
 * between marks, or the repository's stays, and it is listed.
 */
export function mergeTrees(sides: Sides, labels: Labels): MergedTree {
  const all = keepOne(
    pairUp(sides).map(one => ({ ...one, ...mergeFile(one.sides, labels) })),
  );
  const files = new Map<string, TreeFile>();
  const conflicts: Conflict[] = [];
  const origins = new Map<string, string>();
  for (const one of all) {
    const { path, file } = one;
    conflicts.push(...conflictsOf(one));
    if (file) {
      files.set(path, file);
      origins.set(path, one.was ?? one.from ?? path);
    }
  }
  return {
    files,
    changes: changesOf(sides.repository, files, origins),
    conflicts: conflicts.sort(byPath),
  };
}

function conflictsOf(one: Placed): Conflict[] {
  const { path, file, conflict, placing, blocked = [] } = one;
  // Where something was in the way, it is not placed so.
  const said = file && blocked.length === 0 ? [placing] : [];
  return [
    ...[conflict, ...said].flatMap(each => (each ? [{ ...each, path }] : [])),
    ...blocked.map(inTheWay),
  ];
}

function inTheWay(path: string): Conflict {
  return {
    kind: 'in-the-way',
    path,
    marks: 0,
    message: 'The template has it, and another file or folder is in the way',
  };
}

/** @param origins - what each file was called, here or by the template */
function changesOf(
  repository: Tree,
  files: Tree,
  origins: ReadonlyMap<string, string>,
): Change[] {
  const moved = new Set<string>();
  const changes: Change[] = [];
  for (const [path, file] of files) {
    const from = origins.get(path) ?? path;
    const before = repository.get(path);
    if (from !== path && repository.has(from)) {
      moved.add(from);
      changes.push({ kind: 'renamed', path, from });
    } else if (!before) {
      changes.push({ kind: 'added', path, ...(from !== path && { from }) });
    } else if (!isSame(before, file) || !isMarkedAlike(before, file)) {
      changes.push({ kind: 'updated', path });
    }
  }
  for (const path of repository.keys()) {
    if (!files.has(path) && !moved.has(path)) {
      changes.push({ kind: 'deleted', path });
    }
  }
  return changes.sort(byPath);
}

function byPath(a: { path: string }, b: { path: string }): number {
  if (a.path === b.path) {
    return 0;
  }
  return a.path < b.path ? -1 : 1;
}
