import { createExtensionPoint } from '@backstage/backend-plugin-api';

/** A repository of a forge. @public */
export interface ForgeRepository {
  /** The forge's own id: a repository may be renamed or moved. */
  id: string;
  /** e.g. `shop/storefront` */
  fullName: string;
  /** Page for people. */
  url: string;
  defaultBranch: string;
}

/** A pull (or merge) request, as the forge says now. @public */
export interface PullRequest {
  repository: Pick<ForgeRepository, 'id' | 'fullName'>;
  number: number;
  title: string;
  /** Page for people. */
  url: string;
  author: string;
  state: 'open' | 'closed';
  merged: boolean;
  draft: boolean;
  head: {
    /** SHA. */
    commit: string;
    branch: string;
    /** Absent if the fork it came from is gone. */
    repositoryId?: string;
  };
  base: { branch: string };
  /** RFC 3339. */
  updatedAt: string;
  closedAt?: string;
}

/** A text file of a repository. @public */
export interface ForgeFile {
  /** From the root of the repository, with `/`. */
  path: string;
  content: string;
}

/** What a commit status may say; the least that all forges share. @public */
export type CommitState = 'pending' | 'success' | 'failure' | 'error';

/** @public */
export interface CommitStatus {
  context: string;
  state: CommitState;
  /** At most 140 characters; a longer one is cut by the forge's module. */
  description: string;
  targetUrl?: string;
}

/** What a webhook hints at: look at this pull request again. @public */
export interface ForgeHint {
  repositoryId: string;
  fullName: string;
  /** Absent if the event concerns the whole repository. */
  number?: number;
}

/**
 * Why a forge did not answer. Whatever it is: it is no proof that anything is
 * gone, and nothing may be deleted because of it.
 *
 * @public
 */
export type ForgeErrorCause =
  | 'not-found'
  | 'unauthorized'
  | 'forbidden'
  | 'rate-limited'
  | 'refused'
  | 'unreachable';

/** @public */
export class ForgeError extends Error {
  override readonly name = 'ForgeError';

  constructor(
    message: string,
    readonly reason: ForgeErrorCause,
    options?: ErrorOptions & { retryAfter?: number },
  ) {
    super(message, options);
    this.retryAfter = options?.retryAfter;
  }

  /** Milliseconds that the forge asks to be left alone. */
  readonly retryAfter?: number;
}

/**
 * A Git forge, as previews need it. Every call ends by its time-out and throws
 * a {@link ForgeError} in words that may be shown to a person; a list is
 * complete or throws. `forgeContract` is what every implementation must pass.
 *
 * @public
 */
export interface Forge {
  /** e.g. `gitea` */
  readonly type: string;
  /** As it is in URLs and in `EnvironmentSource.host`, e.g. `git.example.com`. */
  readonly host: string;
  getRepository(
    fullName: string,
    options?: { signal?: AbortSignal },
  ): Promise<ForgeRepository>;
  /**
   * All of them, over all pages. What it says of each may be older than what
   * {@link Forge.getPullRequest} does.
   */
  listOpenPullRequests(
    repository: ForgeRepository,
    options?: { signal?: AbortSignal },
  ): Promise<PullRequest[]>;
  /** By number; the only proof that one is closed. */
  getPullRequest(
    repository: ForgeRepository,
    number: number,
    options?: { signal?: AbortSignal },
  ): Promise<PullRequest>;
  /**
   * The text files under a folder, at a commit. Symbolic links and submodules
   * are left out.
   *
   * @throws ForgeError `refused` if there are more than 500 or more than 5 MB
   */
  readFolder(
    repository: ForgeRepository,
    options: { commit: string; path: string; signal?: AbortSignal },
  ): Promise<ForgeFile[]>;
  /** What others (CI) said of a commit: the newest of each context. */
  listStatuses(
    repository: ForgeRepository,
    commit: string,
    options?: { signal?: AbortSignal },
  ): Promise<CommitStatus[]>;
  setStatus(
    repository: ForgeRepository,
    commit: string,
    status: CommitStatus,
  ): Promise<void>;
  /**
   * Makes the one comment that bears `marker` and is our own say `body`; writes
   * only what differs. Where two were made by a race, the older one stays.
   *
   * `id` is where it was last seen; a hint only.
   * @returns its id
   */
  putComment(
    pullRequest: Pick<PullRequest, 'number'> & { repository: ForgeRepository },
    comment: { marker: string; body: string; id?: string },
  ): Promise<string>;
  /**
   * What a webhook says, if its signature over the raw body is right.
   *
   * @returns undefined for an event that concerns no preview
   * @throws AuthenticationError without a right signature (also when the forge
   *   or the portal has no secret), InputError if the body is not understood
   */
  readWebhook(request: {
    headers: Readonly<Record<string, string | string[] | undefined>>;
    rawBody: Uint8Array;
  }): ForgeHint | undefined;
}

/**
 * Where modules add forges: extension point of the environments plugin.
 *
 * @public
 */
export interface EnvironmentsForgesExtensionPoint {
  /** @throws Error if the host is taken */
  addForge(forge: Forge): void;
}

/** @public */
export const environmentsForgesExtensionPoint =
  createExtensionPoint<EnvironmentsForgesExtensionPoint>({
    id: 'environments.forges',
  });
