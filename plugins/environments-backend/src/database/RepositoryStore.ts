import type { Knex } from 'knex';

const TABLE = 'environment_preview_repositories';

interface Row {
  host: string;
  repository: string;
  read_at: string | null;
  problem: string | null;
  forks: number;
}

/** How a repository was listed last. */
export interface RepositoryReading {
  /** Of the last complete list, RFC 3339. */
  readAt?: string;
  /** Why it cannot be listed now. */
  problem?: string;
  /** Open pull requests that come from forks. */
  forks: number;
}

/** What all replicas may show of the lists that one of them reads. */
export class RepositoryStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): RepositoryStore {
    return new RepositoryStore(options.knex);
  }

  async get(
    host: string,
    repository: string,
  ): Promise<RepositoryReading | undefined> {
    const row = await this.knex<Row>(TABLE).where({ host, repository }).first();
    return (
      row && {
        ...(row.read_at !== null && { readAt: row.read_at }),
        ...(row.problem !== null && { problem: row.problem }),
        forks: row.forks,
      }
    );
  }

  /** A problem keeps what the last complete list said. */
  async note(
    host: string,
    repository: string,
    reading: { readAt: string; forks: number } | { problem: string },
  ): Promise<void> {
    const changed =
      'problem' in reading
        ? { problem: reading.problem }
        : { read_at: reading.readAt, forks: reading.forks, problem: null };
    await this.knex<Row>(TABLE)
      .insert({ host, repository, forks: 0, ...changed })
      .onConflict(['host', 'repository'])
      .merge(changed);
  }
}
