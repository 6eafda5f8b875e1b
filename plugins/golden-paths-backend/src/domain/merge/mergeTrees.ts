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
    const { path, blocked = [] } = one;
    if (conflict) {
      conflicts.push({ ...conflict, path });
    }
    conflicts.push(...blocked.map(at => inTheWay(at, 'another file')));
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
  /** Where the template has a file that cannot be there. */
  blocked?: readonly string[];
}

interface Renames {
  here: ReadonlyMap<string, string>;
  there: ReadonlyMap<string, string>;
}

/** Which file is which, by path and by rename. */
function pairUp(sides: Sides, renames: Renames): Paired[] {
  const known = pairBase(sides, renames);
  const seen = {
    template: new Set(known.map(({ ours }) => ours)),
    repository: new Set(known.map(({ theirs }) => theirs)),
  };
  return keepOne([
    ...known.map(({ paired }) => paired),
    ...pairAdded(sides, seen),
  ]);
}

interface KnownPair {
  /** What the template and the repository call it now. */
  ours: string;
  theirs: string;
  paired: Paired;
}

/** The files that the template made then. */
function pairBase(
  { base, template, repository }: Sides,
  { here, there }: Renames,
): KnownPair[] {
  return [...base].map(([path, file]) => {
    const ours = there.get(path) ?? path;
    const theirs = here.get(path) ?? path;
    const isTaken = ours !== path && ours !== theirs && repository.has(ours);
    const paired = {
      // What somebody called it stands; else it goes where the template has it.
      path: here.has(path) || isTaken ? theirs : ours,
      was: repository.has(theirs) ? theirs : undefined,
      ...(isTaken && { blocked: [ours] }),
      sides: {
        base: file,
        template: template.get(ours),
        repository: repository.get(theirs),
      },
    };
    return { ours, theirs, paired };
  });
}

/** All others, which are new on one side or on both. */
function pairAdded(
  { template, repository }: Sides,
  seen: Record<'template' | 'repository', ReadonlySet<string>>,
): Paired[] {
  const newIn = (side: 'template' | 'repository', files: Tree) =>
    new Set([...files.keys()].filter(path => !seen[side].has(path)));
  const ours = newIn('template', template);
  const theirs = newIn('repository', repository);
  return [...new Set([...ours, ...theirs])].map(path => ({
    path,
    was: theirs.has(path) ? path : undefined,
    sides: {
      template: ours.has(path) ? template.get(path) : undefined,
      repository: theirs.has(path) ? repository.get(path) : undefined,
    },
  }));
}

/** Of two that would be one file the repository's stays; the other is in its way. */
function keepOne(paired: readonly Paired[]): Paired[] {
  const kept = new Map<string, Paired>();
  for (const one of paired) {
    const other = kept.get(one.path);
    const [first, second] =
      other && !one.sides.repository ? [other, one] : [one, other];
    const blocked = second?.sides.template ? [second.path] : [];
    kept.set(one.path, {
      ...first,
      blocked: [...(first.blocked ?? []), ...blocked],
    });
  }
  return [...kept.values()];
}

function inTheWay(path: string, what: string): Conflict {
  return {
    kind: 'in-the-way',
    path,
    marks: 0,
    message: `The template has it, and ${what} is in the way`,
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
      conflicts.push(inTheWay(loser, loser === path ? above : path));
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
