import type {
  FileChange,
  ForgeRepository,
  RepositoryEntry,
  UpgradeForge,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { unreadIn, type PlannedChange } from '../domain/merge/changesTo';
import { contentOf } from '../domain/merge/content';
import { contentsOf, readWhat, treeOf } from '../domain/merge/readWhat';
import { isUnread } from '../domain/merge/similarity';
import type { Tree } from '../domain/merge/types';

/** Where files are read. */
export interface Place {
  forge: UpgradeForge;
  repository: ForgeRepository;
}

/** Every file of a commit. */
export async function readWhole(
  { forge, repository }: Place,
  commit: string,
): Promise<Tree> {
  const entries = (await forge.listTree(repository, { commit })).filter(
    ({ kind }) => kind === 'file' || kind === 'executable',
  );
  const blobs = await forge.readBlobs(repository, { entries });
  return treeOf(
    entries,
    new Map(entries.map(({ id }, i) => [id, contentOf(blobs[i])])),
  );
}

/** The files of a commit; of those that no merge looks at, only that they are there. */
export async function readForMerge(
  { forge, repository }: Place,
  commit: string,
  sides: { base: Tree; template: Tree },
): Promise<{ entries: RepositoryEntry[]; tree: Tree }> {
  const entries = await forge.listTree(repository, { commit });
  const contents = contentsOf([sides.base, sides.template], entries);
  const wanted = readWhat(entries, sides, contents);
  const blobs = await forge.readBlobs(repository, { entries: wanted });
  wanted.forEach(({ id }, i) => contents.set(id, contentOf(blobs[i])));
  return { entries, tree: treeOf(entries, contents) };
}

/**
 * Reads what is only moved, so that it can be written.
 *
 * @param entries - of all commits that it may be of
 */
export async function readMoved(
  { forge, repository }: Place,
  entries: readonly RepositoryEntry[],
  planned: readonly PlannedChange[],
): Promise<FileChange[]> {
  const known = new Map(entries.map(entry => [entry.id, entry]));
  const unread = unreadIn(planned).map(({ content }) => content.id);
  const wanted = [...new Set(unread)].map(id => {
    const entry = known.get(id);
    if (!entry) {
      throw new Error(`There is no file ${id} in ${repository.fullName}`);
    }
    return entry;
  });
  const blobs = await forge.readBlobs(repository, { entries: wanted });
  const contents = new Map(wanted.map(({ id }, i) => [id, blobs[i]]));
  return planned.map(({ content, ...change }) => {
    const read =
      content !== undefined && isUnread(content)
        ? contents.get(content.id)
        : content;
    return { ...change, ...(read !== undefined && { content: read }) };
  });
}
