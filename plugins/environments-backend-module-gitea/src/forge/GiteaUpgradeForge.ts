import {
  ForgeError,
  type FileChange,
  type ForgeRepository,
  type PullRequest,
  type RepositoryEntry,
  type UpgradeForge,
} from '@fairway-idp/backstage-plugin-fairway-node';
import {
  at,
  GiteaClient,
} from '@fairway-idp/backstage-plugin-fairway-node/gitea';
import {
  type TreeEntry,
  branchSchema,
  commitsSchema,
  committedSchema,
  doneSchema,
  parentsSchema,
  pullRequestSchema,
} from '../client/schema';
import { GiteaForge, type GiteaForgeOptions } from './GiteaForge';
import { toPullRequest } from './pullRequest';
import {
  inParallel,
  readBytes,
  readTree,
  requireFew,
  requireSafe,
  type Folder,
} from './readFolder';

/** Milliseconds that a call may take with all of its requests. */
const TIMEOUT = 60_000;
const MOST = { files: 2000, bytes: 20_000_000 };
const MOST_ENTRIES = 50_000;
const MOST_COMMITS = 50;

/** Upgrades' view of a Gitea (or a Forgejo). */
export class GiteaUpgradeForge implements UpgradeForge {
  readonly type = 'gitea';

  private readonly client: GiteaClient;
  private readonly forge: GiteaForge;

  private constructor(private readonly options: GiteaForgeOptions) {
    this.client = GiteaClient.create(options);
    this.forge = GiteaForge.create(options);
  }

  static create(options: GiteaForgeOptions): GiteaUpgradeForge {
    return new GiteaUpgradeForge(options);
  }

  get host(): string {
    return this.options.host;
  }

  getRepository(fullName: string, options?: { signal?: AbortSignal }) {
    return this.forge.getRepository(fullName, options);
  }

  listOpenPullRequests(
    repository: ForgeRepository,
    options?: { signal?: AbortSignal },
  ) {
    return this.forge.listOpenPullRequests(repository, options);
  }

  getPullRequest(
    repository: ForgeRepository,
    number: number,
    options?: { signal?: AbortSignal },
  ) {
    return this.forge.getPullRequest(repository, number, options);
  }

  readFolder(
    repository: ForgeRepository,
    options: { commit: string; path: string; signal?: AbortSignal },
  ) {
    return this.forge.readFolder(repository, options);
  }

  async getBranch(
    { fullName }: ForgeRepository,
    branch: string,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<string | undefined> {
    try {
      const { value } = await this.client.call({
        what: `read the branch ${branch} of ${fullName}`,
        path: at`/repos/${fullName}/branches/${branch}`,
        schema: branchSchema,
        signal,
      });
      return value.commit.id;
    } catch (error) {
      if (error instanceof ForgeError && error.reason === 'not-found') {
        // Of the branch, or of the repository?
        await this.forge.getRepository(fullName, { signal });
        return undefined;
      }
      throw error;
    }
  }

  async listTree(
    repository: ForgeRepository,
    { commit, signal }: { commit: string; signal?: AbortSignal },
  ): Promise<RepositoryEntry[]> {
    const folder = {
      ...folderOf(repository, commit, signal),
      most: { files: MOST_ENTRIES, bytes: Number.MAX_SAFE_INTEGER },
    };
    const entries = (await readTree(this.client, folder, commit)).flatMap(
      entryOf,
    );
    requireSafe(entries, folder);
    requireFew(entries, folder);
    return entries;
  }

  readBlobs(
    repository: ForgeRepository,
    options: { entries: readonly RepositoryEntry[]; signal?: AbortSignal },
  ): Promise<Uint8Array[]> {
    const { entries, signal } = options;
    const folder = folderOf(repository, 'the commit to be read', signal);
    requireFew(entries, folder);
    return inParallel(entries, ({ path, id, size }) =>
      readBytes(this.client, folder, { path, sha: id, size }),
    );
  }

  async listCommits(
    { fullName }: ForgeRepository,
    options: { branch: string; path: string; signal?: AbortSignal },
  ): Promise<string[]> {
    const { branch, path, signal } = options;
    const { value } = await this.client.call({
      what: `list the commits of ${path} in ${fullName}`,
      path: at`/repos/${fullName}/commits`,
      query: {
        ...{ sha: branch, path, limit: MOST_COMMITS, stat: false },
        ...{ verification: false, files: false },
      },
      schema: commitsSchema,
      signal,
    });
    return value.map(({ sha }) => sha);
  }

  async getParents(
    { fullName }: ForgeRepository,
    { commit, signal }: { commit: string; signal?: AbortSignal },
  ): Promise<string[]> {
    const { value } = await this.client.call({
      what: `read the commit ${commit.slice(0, 12)} of ${fullName}`,
      path: at`/repos/${fullName}/git/commits/${commit}`,
      query: { stat: false, verification: false, files: false },
      schema: parentsSchema,
      signal,
    });
    return value.parents.map(({ sha }) => sha);
  }

  async createBranch(
    repository: ForgeRepository,
    branch: string,
    commit: string,
  ): Promise<void> {
    const { fullName } = repository;
    const there = await this.getBranch(repository, branch);
    if (there === commit) {
      return;
    }
    if (there !== undefined) {
      throw new ForgeError(
        `The branch ${branch} of ${fullName} is there already`,
        'refused',
      );
    }
    await this.client.call({
      what: `make the branch ${branch} of ${fullName}`,
      method: 'POST',
      path: at`/repos/${fullName}/branches`,
      body: { new_branch_name: branch, old_ref_name: commit },
      schema: branchSchema,
    });
  }

  /**
   * Gitea takes no parent: that the branch moved is seen just before; and whatever
   * is changed or deleted bears the id of what it was, so that nothing that
   * somebody commits in between is overwritten.
   */
  async commitFiles(
    repository: ForgeRepository,
    options: {
      branch: string;
      parent: string;
      message: string;
      changes: readonly FileChange[];
    },
  ): Promise<string> {
    const { fullName } = repository;
    const { branch, parent, message, changes } = options;
    const folder = folderOf(repository, parent);
    const ids = new Map(
      (await readTree(this.client, folder, parent)).map(({ path, sha }) => [
        path,
        sha,
      ]),
    );
    if ((await this.getBranch(repository, branch)) !== parent) {
      throw new ForgeError(
        `The branch ${branch} of ${fullName} is no longer at ${parent.slice(
          0,
          12,
        )}`,
        'refused',
      );
    }
    const { value } = await this.client.call({
      what: `commit to ${branch} of ${fullName}`,
      method: 'POST',
      path: at`/repos/${fullName}/contents`,
      body: {
        branch,
        message,
        files: changes.map(change => fileOf(change, ids)),
      },
      schema: committedSchema,
      signal: folder.signal,
    });
    return value.commit.sha;
  }

  async createPullRequest(
    repository: ForgeRepository,
    options: { branch: string; base: string; title: string; body: string },
  ): Promise<PullRequest> {
    const { branch, base, title, body } = options;
    const { fullName } = repository;
    const { value } = await this.client.call({
      what: `open a pull request of ${branch} in ${fullName}`,
      method: 'POST',
      path: at`/repos/${fullName}/pulls`,
      body: { head: branch, base, title, body },
      schema: pullRequestSchema,
    });
    return toPullRequest(repository, value);
  }

  async editPullRequest(
    { fullName }: ForgeRepository,
    number: number,
    text: { title: string; body: string },
  ): Promise<void> {
    await this.client.call({
      what: `edit ${fullName}#${number}`,
      method: 'PATCH',
      path: at`/repos/${fullName}/pulls/${number}`,
      body: text,
      schema: doneSchema,
    });
  }

  async mergeBase({ fullName }: ForgeRepository, number: number) {
    await this.client.call({
      what: `bring ${fullName}#${number} up to date`,
      method: 'POST',
      path: at`/repos/${fullName}/pulls/${number}/update`,
      query: { style: 'merge' },
      schema: doneSchema,
    });
  }
}

function folderOf(
  repository: ForgeRepository,
  commit: string,
  signal?: AbortSignal,
): Folder {
  const timeout = AbortSignal.timeout(TIMEOUT);
  return {
    repository,
    commit,
    path: '',
    most: MOST,
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  };
}

/** Gitea's modes; folders (040000) are left out. */
const KINDS: Record<string, RepositoryEntry['kind']> = {
  '100644': 'file',
  '100755': 'executable',
  '120000': 'link',
  '160000': 'submodule',
};

function entryOf({ path, mode, sha, size = 0 }: TreeEntry): RepositoryEntry[] {
  const kind = KINDS[mode];
  return kind ? [{ path, id: sha, kind, size }] : [];
}

/**
 * What is there keeps its mark of executables, also where it is moved; Gitea cannot
 * mark what is new.
 */
function fileOf(
  { path, content, from = path }: FileChange,
  ids: ReadonlyMap<string, string>,
) {
  const sha = ids.get(from);
  if (content === undefined) {
    return { operation: 'delete', path, sha };
  }
  return {
    operation: sha === undefined ? 'create' : 'update',
    path,
    ...(sha !== undefined && { sha }),
    ...(sha !== undefined && from !== path && { from_path: from }),
    content: Buffer.from(content).toString('base64'),
  };
}
