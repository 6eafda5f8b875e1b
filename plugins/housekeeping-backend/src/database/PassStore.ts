import type { Knex } from 'knex';

const TABLE = 'housekeeping_passes';

interface Row {
  cluster: string;
  at: string;
  message: string;
}

/** The last pass over each cluster, whichever replica made it. */
export class PassStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): PassStore {
    return new PassStore(options.knex);
  }

  async set(row: Row): Promise<void> {
    await this.knex<Row>(TABLE).insert(row).onConflict('cluster').merge();
  }

  async all(): Promise<Map<string, { at: string; message: string }>> {
    const rows = await this.knex<Row>(TABLE).select();
    return new Map(
      rows.map(({ cluster, at, message }) => [cluster, { at, message }]),
    );
  }
}
