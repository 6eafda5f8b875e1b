import { findFolders, follow, type MovedFolders } from './findFolders';
import { findRenames } from './findRenames';
import type { FileSides } from './mergeFile';
import { isUnread } from './similarity';
import type { Conflict, Sides, Tree, TreeFile } from './types';

/** One file, wherever each side has it. */
export interface Paired {
  /** What it is to be called from now on. */
  path: string;
  /** What the repository calls it now. */
  was?: string;
  /** What the template calls it, if it is new and goes elsewhere. */
  from?: string;
  sides: FileSides;
  /** Where the template has a file that cannot be there. */
  blocked?: readonly string[];
  /** What has to be said of where it is to be. */
  placing?: Omit<Conflict, 'path'>;
}

/** What one side renamed and moved. */
interface Moves {
  renames: ReadonlyMap<string, string>;
  folders: MovedFolders;
}

interface BothMoves {
  here: Moves;
  there: Moves;
}

/** Which file is which, by path, by rename and by the folder that it is in. */
export function pairUp(sides: Sides): Paired[] {
  const moves = {
    here: movesOf(sides.base, sides.repository),
    there: movesOf(sides.base, sides.template),
  };
  const known = [...sides.base.keys()].map(path =>
    pairBase(path, sides, moves),
  );
  const seen = {
    template: new Set(known.map(({ ours }) => ours)),
    repository: new Set(known.map(({ theirs }) => theirs)),
  };
  return [
    ...known.map(({ paired }) => paired),
    ...pairAdded(sides, seen, moves),
  ];
}

function movesOf(from: Tree, to: Tree): Moves {
  const renames = findRenames(from, to);
  return { renames, folders: findFolders(from, to, renames) };
}

/** A file that the template made then. */
function pairBase(
  path: string,
  { base, template, repository }: Sides,
  moves: BothMoves,
): { ours: string; theirs: string; paired: Paired } {
  const ours = moves.there.renames.get(path) ?? path;
  const theirs = moves.here.renames.get(path) ?? path;
  const sides = {
    base: base.get(path),
    template: template.get(ours),
    repository: repository.get(theirs),
    isRenamed: theirs !== path,
  };
  const paired = {
    ...placeOf({ path, ours, theirs }, moves),
    was: sides.repository ? theirs : undefined,
    sides,
  };
  return { ours, theirs, paired };
}

/**
 * What somebody called it stands; else it goes where the template has it. Where one
 * moved the folder and the other renamed the file, both stand.
 */
function placeOf(
  name: { path: string; ours: string; theirs: string },
  { here, there }: BothMoves,
): Pick<Paired, 'path' | 'placing'> {
  const { path, ours, theirs } = name;
  if (ours === path) {
    return { path: theirs };
  }
  if (theirs === path) {
    return { path: movedTo(here.folders, ours) ?? ours };
  }
  const both =
    ours === theirs
      ? ours
      : renamedWithin(here.folders, { path, now: theirs, other: ours }) ??
        renamedWithin(there.folders, { path, now: ours, other: theirs });
  return both === undefined
    ? {
        path: theirs,
        placing: {
          kind: 'renamed-by-both',
          marks: 0,
          message: `The template calls it ${ours} now; it was renamed here, and stays so`,
        },
      }
    : { path: both };
}

/** What a file is called that one only moved with its folder, and the other renamed. */
function renamedWithin(
  folders: MovedFolders,
  name: { path: string; now: string; other: string },
): string | undefined {
  return movedTo(folders, name.path) === name.now
    ? movedTo(folders, name.other)
    : undefined;
}

function movedTo(folders: MovedFolders, path: string): string | undefined {
  const followed = follow(folders, path);
  return followed?.kind === 'moved' ? followed.path : undefined;
}

/** All others, which are new on one side or on both. */
function pairAdded(
  { template, repository }: Sides,
  seen: Record<'template' | 'repository', ReadonlySet<string>>,
  { here, there }: BothMoves,
): Paired[] {
  const ours = [...template.keys()].filter(path => !seen.template.has(path));
  const isTheirs = (path: string) =>
    repository.has(path) && !seen.repository.has(path);
  const met = new Set<string>();
  const added = ours.map((path): Paired => {
    const placed = addedByTemplate(path, here.folders, isTheirs);
    const isThere = isTheirs(placed.path);
    met.add(placed.path);
    return {
      ...placed,
      was: isThere ? placed.path : undefined,
      sides: {
        template: template.get(path),
        repository: isThere ? repository.get(placed.path) : undefined,
      },
    };
  });
  const own = [...repository.keys()]
    .filter(path => isTheirs(path) && !met.has(path))
    .map(
      (path): Paired => ({
        ...addedHere(path, there.folders, { template, repository }),
        was: path,
        sides: { repository: repository.get(path) },
      }),
    );
  return [...added, ...own];
}

type Place = Pick<Paired, 'path' | 'from' | 'placing'>;

/** What the template adds to a folder that was moved here goes there. */
function addedByTemplate(
  path: string,
  folders: MovedFolders,
  isTheirs: (path: string) => boolean,
): Place {
  const followed = isTheirs(path) ? undefined : follow(folders, path);
  if (!followed) {
    return { path };
  }
  return followed.kind === 'moved'
    ? { path: followed.path, from: path }
    : {
        path,
        placing: movedFolder(
          `The template adds it to a folder of which parts were moved here to ${inWords(
            followed.folders,
          )}: see where it belongs`,
        ),
      };
}

/** What somebody has of their own in a folder that the template moved goes along. */
function addedHere(
  path: string,
  folders: MovedFolders,
  { template, repository }: Pick<Sides, 'template' | 'repository'>,
): Place {
  const followed = follow(folders, path);
  if (!followed || (followed.kind === 'unclear' && !followed.isGone)) {
    return { path };
  }
  return followed.kind === 'moved' &&
    !template.has(followed.path) &&
    !isLink(repository.get(path))
    ? {
        path: followed.path,
        placing: movedFolder(
          `The template moved its folder to ${inWords([
            followed.folder,
          ])}: it goes along; see whether it belongs there`,
        ),
      }
    : {
        path,
        placing: movedFolder(
          'The template moved its folder; it stays: see where it belongs',
        ),
      };
}

const isLink = (file?: TreeFile) =>
  file !== undefined && isUnread(file.content) && file.content.isLink;

const inWords = (folders: readonly string[]) =>
  folders.map(folder => `${folder}/`).join(' and ');

function movedFolder(message: string): Paired['placing'] {
  return { kind: 'moved-folder', marks: 0, message };
}
