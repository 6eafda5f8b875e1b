import type { RepositoryEntry } from '@fairway-idp/backstage-plugin-fairway-node';
import { formatOf, gitIdOf } from './gitId';
import { isUnread } from './similarity';
import type { Tree, TreeFile } from './types';

/** Files that are looked at for where one of the template's has gone. */
const MOST_CANDIDATES = 400;
/** Half of the text is equal, so neither is more than three times as long. */
const TIMES = 3;

/** What is in files, by Git's id of it. */
export type Contents = ReadonlyMap<string, string | Uint8Array>;

/** All that trees hold, by the ids that it has in a repository. */
export function contentsOf(
  trees: readonly Tree[],
  entries: readonly RepositoryEntry[],
): Map<string, string | Uint8Array> {
  const format = formatOf(entries.at(0)?.id);
  const contents = new Map<string, string | Uint8Array>();
  for (const tree of trees) {
    for (const file of tree.values()) {
      if (!isUnread(file.content)) {
        contents.set(gitIdOf(file, format), file.content);
      }
    }
  }
  return contents;
}

/**
 * What of a repository has to be read for a merge: files of the template's names that
 * are not what the template made, and those that may be one of its files under
 * another name. All others stay, whatever is in them.
 */
export function readWhat(
  entries: readonly RepositoryEntry[],
  { base, template }: { base: Tree; template: Tree },
  known: Contents,
): RepositoryEntry[] {
  const isNamed = ({ path }: RepositoryEntry) =>
    base.has(path) || template.has(path);
  const unknown = entries.filter(
    ({ id, kind }) =>
      !known.has(id) && (kind === 'file' || kind === 'executable'),
  );
  const there = new Set(entries.map(({ path }) => path));
  const gone = [...base]
    .filter(([path]) => !there.has(path))
    .map(([path, file]) => ({ path, size: sizeOf(file) }));
  const candidates = unknown
    .filter(entry => !isNamed(entry))
    .map(entry => ({ entry, likeness: likenessTo(gone, entry) }))
    .filter(({ likeness }) => likeness > 0)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST_CANDIDATES)
    .map(({ entry }) => entry);
  return [...unknown.filter(isNamed), ...candidates];
}

/** As much as can be told from outside; 0: it is none of them. */
function likenessTo(
  gone: ReadonlyArray<{ path: string; size: number }>,
  { path, size }: RepositoryEntry,
): number {
  let likeness = 0;
  for (const old of gone) {
    const isAsLong = size <= old.size * TIMES && old.size <= size * TIMES;
    const its = isAsLong ? 1 + alike(nameOf(old.path), nameOf(path)) : 0;
    likeness = Math.max(likeness, its);
  }
  return likeness;
}

/** Bytes. */
function sizeOf({ content }: TreeFile): number {
  return isUnread(content) ? 0 : Buffer.byteLength(content);
}

const nameOf = (path: string) => path.split('/').at(-1) ?? '';
const endingOf = (name: string) => name.split('.').at(-1);

function alike(a: string, b: string): number {
  if (a === b) {
    return 2;
  }
  return endingOf(a) === endingOf(b) ? 1 : 0;
}

/** The files of a commit, as the merge takes them. */
export function treeOf(
  entries: readonly RepositoryEntry[],
  contents: Contents,
): Tree {
  return new Map(
    entries.map(({ path, id, kind }) => {
      const isLink = kind === 'link' || kind === 'submodule';
      const content = isLink ? undefined : contents.get(id);
      const file: TreeFile = {
        content: content ?? { id, ...(isLink && { isLink }) },
        executable: kind === 'executable',
      };
      return [path, file];
    }),
  );
}
