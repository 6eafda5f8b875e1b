import type { Knex } from 'knex';

const TABLE = 'golden_path_pull_requests';

/** A pull request of an upgrade to a version. */
export interface OpenedPullRequest {
  host: string;
  /** The forge's own id. */
  repository: string;
  number: number;
  version: string;
}

/** Which pull requests were opened, so that one that was closed is not opened anew. */
export class PullRequestStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): PullRequestStore {
    return new PullRequestStore(options.knex);
  }

  async add(opened: OpenedPullRequest): Promise<void> {
    await this.knex<OpenedPullRequest>(TABLE)
      .insert(opened)
      .onConflict(['host', 'repository', 'number'])
      .merge();
  }

  /** Their numbers, the newest first. */
  async of(where: Omit<OpenedPullRequest, 'number'>): Promise<number[]> {
    const rows = await this.knex<OpenedPullRequest>(TABLE)
      .where(where)
      .orderBy('number', 'desc');
    return rows.map(({ number }) => number);
  }
}
