import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { Forge, ForgeRepository, PullRequest } from './forge';

/** What a commit has at a path; folders are left out. @public */
export interface RepositoryEntry {
  /** From the root of the repository, with `/`. */
  path: string;
  /** Git's id of what is there. */
  id: string;
  /** Of a symbolic link and of a submodule the content is never read. */
  kind: 'file' | 'executable' | 'link' | 'submodule';
  /** Bytes; 0 of a submodule. */
  size: number;
}

/** What a commit does to a file; without content it is deleted. @public */
export interface FileChange {
  path: string;
  content?: string | Uint8Array;
  /** What it was called: it is moved, with its mark of executables. */
  from?: string;
  /** Set where the forge can do so; see {@link UpgradeForge.commitFiles}. */
  executable?: boolean;
}

/**
 * A Git forge, as upgrades of golden paths need it. As with {@link Forge}, every
 * call ends by its time-out and throws a `ForgeError`, and a list is complete or
 * throws. `upgradeForgeContract` is what every implementation must pass.
 *
 * @public
 */
export interface UpgradeForge
  extends Pick<
    Forge,
    | 'type'
    | 'host'
    | 'getRepository'
    | 'listOpenPullRequests'
    | 'getPullRequest'
    | 'readFolder'
  > {
  /** SHA of a branch's commit; undefined if there is no such branch. */
  getBranch(
    repository: ForgeRepository,
    branch: string,
    options?: { signal?: AbortSignal },
  ): Promise<string | undefined>;
  /**
   * All that a commit has, without reading it.
   *
   * @throws ForgeError `refused` if there are more than 50000, or a name leads
   *   elsewhere
   */
  listTree(
    repository: ForgeRepository,
    options: { commit: string; signal?: AbortSignal },
  ): Promise<RepositoryEntry[]>;
  /**
   * What is in files, in the order of the entries.
   *
   * @throws ForgeError `refused` if they are more than 2000 or more than 20 MB
   */
  readBlobs(
    repository: ForgeRepository,
    options: { entries: readonly RepositoryEntry[]; signal?: AbortSignal },
  ): Promise<Uint8Array[]>;
  /** SHAs of the commits that touched a file, the newest first; at most 50. */
  listCommits(
    repository: ForgeRepository,
    options: { branch: string; path: string; signal?: AbortSignal },
  ): Promise<string[]>;
  /** SHAs of the commits that a commit comes after, in Git's order. */
  getParents(
    repository: ForgeRepository,
    options: { commit: string; signal?: AbortSignal },
  ): Promise<string[]>;
  /** Makes a branch at a commit; nothing if it is there at that commit. */
  createBranch(
    repository: ForgeRepository,
    branch: string,
    commit: string,
  ): Promise<void>;
  /**
   * Commits to a branch, all or nothing. Not every forge can mark a file as
   * executable: whoever has to know lists what is there afterwards.
   *
   * @returns the SHA of the commit
   * @throws ForgeError `refused` if the branch is no longer at `parent`
   */
  commitFiles(
    repository: ForgeRepository,
    options: {
      branch: string;
      parent: string;
      message: string;
      changes: readonly FileChange[];
    },
  ): Promise<string>;
  /** @throws ForgeError `refused` if there is one of this branch already */
  createPullRequest(
    repository: ForgeRepository,
    options: { branch: string; base: string; title: string; body: string },
  ): Promise<PullRequest>;
  /** Has title and text say something else. */
  editPullRequest(
    repository: ForgeRepository,
    number: number,
    text: { title: string; body: string },
  ): Promise<void>;
  /**
   * Merges what is new on the base into the branch of a pull request.
   *
   * @throws ForgeError `refused` if they conflict
   */
  mergeBase(repository: ForgeRepository, number: number): Promise<void>;
}

/**
 * Where modules add forges: extension point of the golden-paths plugin.
 *
 * @public
 */
export interface GoldenPathsForgesExtensionPoint {
  /** @throws Error if the host is taken */
  addForge(forge: UpgradeForge): void;
}

/** @public */
export const goldenPathsForgesExtensionPoint =
  createExtensionPoint<GoldenPathsForgesExtensionPoint>({
    id: 'golden-paths.forges',
  });
