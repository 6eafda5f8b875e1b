import type {
  FileChange,
  RepositoryEntry,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { formatOf, gitIdOf } from './gitId';
import { isUnread } from './similarity';
import type { Change, MergedTree, Tree, Unread } from './types';

/** A change whose content nobody has read yet: a file that is only moved. */
export type PlannedChange = Omit<FileChange, 'content'> & {
  content?: FileChange['content'] | Unread;
};

/** What has to be committed so that a commit has what was merged. */
export function changesTo(
  there: readonly RepositoryEntry[],
  { files, changes }: Pick<MergedTree, 'files' | 'changes'>,
): PlannedChange[] {
  const format = formatOf(there.at(0)?.id);
  const ids = new Map(there.map(({ path, id }) => [path, id]));
  const origins = originsOf(changes, files, ids);
  const moved = new Set(origins.values());
  const deleted = [...ids.keys()]
    .filter(path => !files.has(path) && !moved.has(path))
    .map(path => ({ path }));
  const written = [...files]
    .filter(([path, file]) => ids.get(path) !== gitIdOf(file, format))
    .map(([path, { content, executable }]): PlannedChange => {
      const from = origins.get(path);
      return {
        ...{ path, content },
        ...(from !== undefined && { from }),
        ...(executable !== undefined && { executable }),
      };
    });
  return [...deleted, ...written];
}

/**
 * What is moved as such keeps its history and its mark of executables. Only to where
 * nothing is yet, and from where nothing stays.
 */
function originsOf(
  changes: readonly Change[],
  files: Tree,
  ids: ReadonlyMap<string, string>,
): Map<string, string> {
  return new Map(
    changes.flatMap(({ kind, path, from }) =>
      kind === 'renamed' &&
      from !== undefined &&
      ids.has(from) &&
      !ids.has(path) &&
      !files.has(from)
        ? [[path, from] as const]
        : [],
    ),
  );
}

/** Files whose mark of executables is not what was merged, and how it should be. */
export function unmarkedIn(
  there: readonly RepositoryEntry[],
  files: Tree,
): Array<{ path: string; executable: boolean }> {
  return there.flatMap(({ path, kind }) => {
    const wanted = files.get(path)?.executable;
    const isFile = kind === 'file' || kind === 'executable';
    return isFile && wanted !== undefined && wanted !== (kind === 'executable')
      ? [{ path, executable: wanted }]
      : [];
  });
}

/** @returns those that have to be read before they can be written */
export function unreadIn(
  changes: readonly PlannedChange[],
): Array<PlannedChange & { content: Unread }> {
  return changes.filter(
    (change): change is PlannedChange & { content: Unread } =>
      change.content !== undefined && isUnread(change.content),
  );
}
