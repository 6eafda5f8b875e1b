import type { Knex } from 'knex';

const TABLE = 'housekeeping_progress';
/** Milliseconds after which a pass that tells nothing more has ended with its process. */
const SILENCE = 120_000;

interface Row {
  cluster: string;
  /** RFC 3339; when the pass began. */
  since: string;
  /** RFC 3339; when it told this. */
  at: string;
  message: string;
}

/** How far a pass is. */
export type Running = Pick<Row, 'since' | 'message'>;

/** Passes that go on, whichever replica makes them. */
export class ProgressStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): ProgressStore {
    return new ProgressStore(options.knex);
  }

  async tell(row: Row): Promise<void> {
    await this.knex<Row>(TABLE).insert(row).onConflict('cluster').merge();
  }

  /** Forgets a pass, unless another one told something since. */
  async end({ cluster, since }: Pick<Row, 'cluster' | 'since'>): Promise<void> {
    await this.knex<Row>(TABLE).where({ cluster, since }).delete();
  }

  /** By cluster. */
  async all(now: Date): Promise<Map<string, Running>> {
    const oldest = new Date(now.getTime() - SILENCE).toISOString();
    const rows = await this.knex<Row>(TABLE).where('at', '>=', oldest).select();
    return new Map(
      rows.map(({ cluster, since, message }) => [cluster, { since, message }]),
    );
  }
}
