import type { CommitStatus, Forge } from '../../previews/forge';

/**
 * A real forge, with the people on it, as `forgeContract` needs it. What people
 * do is done through the forge's own API; commits come by Git.
 *
 * @public
 */
export interface ForgeWorld {
  /** Of the API: a proxy is put before it. */
  url: string;
  /**
   * The implementation under test, with the account of previews.
   *
   * `url`: instead of the forge's own
   * `token`: instead of a good one
   * `timeout`: milliseconds for one request
   */
  connect(options?: {
    url?: string;
    token?: string;
    timeout?: number;
    webhookSecret?: string;
  }): Forge;
  /**
   * A new repository with one commit on `main`, in which the account of
   * previews may write; returns its full name.
   *
   * @param name - default: one of its own
   */
  createRepository(name?: string): Promise<string>;
  /** Under a name of its own; returns the full name. */
  fork(repository: string): Promise<string>;
  removeRepository(repository: string): Promise<void>;
  /** @param name - without the owner; returns the new full name */
  renameRepository(repository: string, name: string): Promise<string>;
  /** Address for `git clone`, with the credentials of a developer. */
  remote(repository: string): string;
  /** @returns its number */
  openPullRequest(
    repository: string,
    pullRequest: {
      title: string;
      branch: string;
      /** Full name of the fork that the branch is in. */
      fork?: string;
    },
  ): Promise<number>;
  close(repository: string, number: number): Promise<void>;
  reopen(repository: string, number: number): Promise<void>;
  merge(repository: string, number: number): Promise<void>;
  /** As the developer, who is not the account of previews. */
  comment(repository: string, number: number, body: string): Promise<void>;
  readComments(
    repository: string,
    number: number,
  ): Promise<{ id: string; author: string; body: string }[]>;
  removeComment(repository: string, id: string): Promise<void>;
  /** As a build server does. */
  postStatus(
    repository: string,
    commit: string,
    status: CommitStatus,
  ): Promise<void>;
  /** Sends what happens to pull requests, and statuses, to an address. */
  addWebhook(
    repository: string,
    webhook: { url: string; secret?: string; asForm?: boolean },
  ): Promise<void>;
  /** Login of the account of previews. */
  login: string;
  /** Entries on a page, at most, whatever is asked for. */
  largestPage: number;
  /** Takes away everything that was made. */
  cleanUp(): Promise<void>;
}
