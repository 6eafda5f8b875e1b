import {
  ForgeError,
  type ForgeFile,
  type ForgeRepository,
} from '@fairway-idp/backstage-plugin-fairway-node';
import {
  at,
  readPages,
  type GiteaClient,
} from '@fairway-idp/backstage-plugin-fairway-node/gitea';
import {
  blobSchema,
  contentsSchema,
  treeSchema,
  type TreeEntry,
} from '../client/schema';

const MOST = { files: 500, bytes: 5_000_000 };
/** Requests under way at a time. */
const AT_A_TIME = 8;
/** Regular files, executable or not; 120000 is a symbolic link, 160000 a submodule. */
const FILE_MODES = ['100644', '100755'];

/** A folder at a commit. */
export interface Folder {
  repository: ForgeRepository;
  commit: string;
  path: string;
  signal: AbortSignal;
  /** More is refused. */
  most?: { files: number; bytes: number };
}

/**
 * The text files of a folder at a commit, from Git's objects: an archive would
 * be one request, but leaves out and rewrites what the branch's
 * `.gitattributes` tell it to (`export-ignore`, `export-subst`).
 */
export async function readFolder(
  client: GiteaClient,
  folder: Folder,
): Promise<ForgeFile[]> {
  const path = partsOf(folder.path).join('/');
  const tree = await findTree(client, { ...folder, path });
  const entries = filesIn(await readTree(client, folder, tree), folder);
  const contents = await inParallel(entries, entry =>
    readText(client, folder, entry),
  );
  return entries.flatMap((entry, index) => {
    const content = contents[index];
    return content === undefined
      ? []
      : [{ path: path ? `${path}/${entry.path}` : entry.path, content }];
  });
}

const nameOf = ({ repository, commit, path }: Folder) =>
  `${path || '/'} of ${repository.fullName} at ${commit.slice(0, 12)}`;

const refused = (why: string) => new ForgeError(why, 'refused');

/** @throws ForgeError if the path leads out of the repository */
function partsOf(path: string): string[] {
  const parts = path.split('/').filter(part => part !== '' && part !== '.');
  if (path.startsWith('/') || parts.some(part => !isSafe(part))) {
    throw refused(
      `The folder '${path}' must be a path from the root of the repository, without '..'`,
    );
  }
  return parts;
}

/** Git itself makes no others, but whoever pushes need not use Git itself. */
function isSafe(part: string): boolean {
  return part !== '..' && part !== '.' && !/[\\\0]/.test(part);
}

/** The id of the folder's tree; of the root, the commit does as well. */
async function findTree(client: GiteaClient, folder: Folder): Promise<string> {
  const { repository, commit, path, signal } = folder;
  if (path === '') {
    return commit;
  }
  const parts = path.split('/');
  const name = parts.pop();
  const { value } = await client.call({
    what: `list the folder above ${nameOf(folder)}`,
    path: at`/repos/${repository.fullName}/contents/${parts.join('/')}`,
    query: { ref: commit },
    schema: contentsSchema,
    signal,
  });
  const found = value.find(entry => entry.name === name);
  if (found?.type !== 'dir') {
    throw new ForgeError(
      `There is no folder ${nameOf(folder)}${
        found ? `: it is a ${found.type}` : ''
      }`,
      'not-found',
    );
  }
  return found.sha;
}

/** Everything below a tree, over all pages. */
export function readTree(
  client: GiteaClient,
  folder: Folder,
  tree: string,
): Promise<TreeEntry[]> {
  const { repository, signal } = folder;
  return readPages({
    what: `files in ${nameOf(folder)}`,
    read: async page => {
      const { value } = await client.call({
        what: `list the files in ${nameOf(folder)}`,
        path: at`/repos/${repository.fullName}/git/trees/${tree}`,
        query: { recursive: true, page, per_page: 1000 },
        schema: treeSchema,
        signal,
      });
      return { value: value.tree ?? [], total: value.total_count };
    },
    keyOf: entry => entry.path,
  });
}

/** @throws ForgeError if there are too many, or a name leads elsewhere */
export function filesIn(entries: TreeEntry[], folder: Folder): TreeEntry[] {
  const files = entries.filter(({ mode }) => FILE_MODES.includes(mode));
  requireFew(files, folder);
  requireSafe(files, folder);
  return files;
}

/** @throws ForgeError if there are too many */
export function requireFew(
  files: ReadonlyArray<{ size?: number }>,
  folder: Folder,
): void {
  const { most = MOST } = folder;
  const bytes = files.reduce((sum, { size = 0 }) => sum + size, 0);
  if (files.length > most.files || bytes > most.bytes) {
    throw refused(
      `${nameOf(folder)} holds ${files.length} files, ${bytes} bytes; at most ${
        most.files
      } files, ${most.bytes} bytes, are read`,
    );
  }
}

/** @throws ForgeError if a name leads elsewhere */
export function requireSafe(
  files: ReadonlyArray<{ path: string }>,
  folder: Folder,
): void {
  const unsafe = files.find(file => !file.path.split('/').every(isSafe));
  if (unsafe) {
    throw refused(
      `${nameOf(folder)} holds a file with the name ${JSON.stringify(
        unsafe.path,
      )}, which is not read`,
    );
  }
}

/** Undefined if it is no text. */
async function readText(
  client: GiteaClient,
  folder: Folder,
  entry: TreeEntry,
): Promise<string | undefined> {
  return textOf(await readBytes(client, folder, entry));
}

/** The whole of a file. */
export async function readBytes(
  client: GiteaClient,
  folder: Folder,
  { path, sha, size }: Pick<TreeEntry, 'path' | 'sha' | 'size'>,
): Promise<Uint8Array> {
  const { repository, signal } = folder;
  const { value } = await client.call({
    what: `read ${path} in ${nameOf(folder)}`,
    path: at`/repos/${repository.fullName}/git/blobs/${sha}`,
    schema: blobSchema,
    signal,
  });
  const bytes =
    value.encoding === 'base64'
      ? Buffer.from(value.content ?? '', 'base64')
      : undefined;
  if (!bytes || bytes.length !== size) {
    throw new ForgeError(
      `${client.host} did not hand out the whole of ${path} in ${nameOf(
        folder,
      )}`,
      'unreachable',
    );
  }
  return bytes;
}

/** Undefined if it is no text. */
export function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) {
    return undefined;
  }
  try {
    return new TextDecoder('utf-8', {
      fatal: true,
      ignoreBOM: true,
    }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Results in the order of the items. After the first failure nothing more is begun. */
export async function inParallel<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const waiting = [...items.entries()].reverse();
  const worker = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [index, item] = next;
      try {
        results[index] = await work(item);
      } catch (error) {
        waiting.length = 0;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return results;
}
