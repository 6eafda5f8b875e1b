import { findRenames } from './findRenames';
import { mergeFile, type FileSides } from './mergeFile';
import { isSame } from './similarity';
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
  const { base, template, repository } = sides;
  const here = findRenames(base, repository);
  const there = findRenames(base, template);
  const files = new Map<string, TreeFile>();
  const conflicts: Conflict[] = [];
  const renames = new Map<string, string>();
  for (const one of pairUp(sides, { here, there })) {
    const { file, conflict } = mergeFile(one.sides, labels);
    const path = one.path;
    if (conflict) {
      conflicts.push({ ...conflict, path });
    }
    if (file) {
      files.set(path, file);
    }
    if (file && one.was !== undefined && one.was !== path) {
      renames.set(path, one.was);
    }
  }
  conflicts.push(...clearTheWay(files, repository));
  return {
    files,
    changes: changesOf(repository, files, renames),
    conflicts: conflicts.sort(byPath),
  };
}

interface Paired {
  /** What it is called from now on. */
  path: string;
  /** What the repository calls it now. */
  was?: string;
  sides: FileSides;
}

interface Renames {
  here: ReadonlyMap<string, string>;
  there: ReadonlyMap<string, string>;
}

/** Which file is which, by path and by rename. */
function pairUp(
  { base, template, repository }: Sides,
  { here, there }: Renames,
): Paired[] {
  const seen = { template: new Set<string>(), repository: new Set<string>() };
  const paired: Paired[] = [];
  for (const [path, file] of base) {
    const ours = there.get(path) ?? path;
    const theirs = here.get(path) ?? path;
    seen.template.add(ours);
    seen.repository.add(theirs);
    const was = repository.has(theirs) ? theirs : undefined;
    paired.push({
      // What somebody called it stands; else it goes where the template has it.
      path: here.has(path) ? theirs : ours,
      was,
      sides: {
        base: file,
        template: template.get(ours),
        repository: repository.get(theirs),
      },
    });
  }
  const added = new Set([
    ...[...template.keys()].filter(path => !seen.template.has(path)),
    ...[...repository.keys()].filter(path => !seen.repository.has(path)),
  ]);
  for (const path of added) {
    const isTheirs = repository.has(path) && !seen.repository.has(path);
    paired.push({
      path,
      was: isTheirs ? path : undefined,
      sides: {
        template: seen.template.has(path) ? undefined : template.get(path),
        repository: isTheirs ? repository.get(path) : undefined,
      },
    });
  }
  return joinSame(paired);
}

/** Two that would be one file: what the template moved onto a file of the repository's. */
function joinSame(paired: readonly Paired[]): Paired[] {
  const byPathOf = new Map<string, Paired>();
  for (const one of paired) {
    const other = byPathOf.get(one.path);
    const [first, second] = other?.sides.repository
      ? [other, one]
      : [one, other];
    byPathOf.set(
      one.path,
      second === undefined
        ? one
        : {
            path: one.path,
            was: first.was ?? second.was,
            sides: joinSides(first.sides, second.sides),
          },
    );
  }
  return [...byPathOf.values()];
}

/** Neither's base is the base of both. */
function joinSides(first: FileSides, second: FileSides): FileSides {
  return {
    template: first.template ?? second.template,
    repository: first.repository ?? second.repository,
  };
}

/** A file and a folder cannot have the same name: the repository's stays. */
function clearTheWay(
  files: Map<string, TreeFile>,
  repository: Tree,
): Conflict[] {
  const conflicts: Conflict[] = [];
  for (const path of [...files.keys()]) {
    const above = path
      .split('/')
      .slice(0, -1)
      .map((_, i, parts) => parts.slice(0, i + 1).join('/'))
      .find(folder => files.has(folder));
    if (above !== undefined) {
      const loser = repository.has(path) ? above : path;
      files.delete(loser);
      conflicts.push({
        kind: 'in-the-way',
        path: loser,
        marks: 0,
        message: `The template has it, and ${
          loser === path ? above : path
        } is in the way`,
      });
    }
  }
  return conflicts;
}

function changesOf(
  repository: Tree,
  files: Tree,
  renames: ReadonlyMap<string, string>,
): Change[] {
  const moved = new Set(renames.values());
  const changes: Change[] = [];
  for (const [path, file] of files) {
    const from = renames.get(path);
    const before = repository.get(path);
    if (from !== undefined && !before) {
      changes.push({ kind: 'renamed', path, from });
    } else if (!before) {
      changes.push({ kind: 'added', path });
    } else if (!isEqual(before, file)) {
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

function isEqual(a: TreeFile, b: TreeFile): boolean {
  return isSame(a, b) && (a.executable === true) === (b.executable === true);
}

function byPath(a: { path: string }, b: { path: string }): number {
  if (a.path === b.path) {
    return 0;
  }
  return a.path < b.path ? -1 : 1;
}
