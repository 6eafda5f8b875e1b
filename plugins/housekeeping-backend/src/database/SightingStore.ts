import type { Knex } from 'knex';

const TABLE = 'housekeeping_sightings';
/** Rows in one statement: databases limit its variables. */
const CHUNK = 200;

interface Row {
  cluster: string;
  key: string;
  first_at: string;
  last_at: string;
}

/**
 * Since when something was seen to be of no use. Kubernetes does not say when a
 * volume was used last, so that only looking tells; and what was not looked at
 * for a while is not known. Lose it, and all is counted anew.
 */
export class SightingStore {
  private constructor(
    private readonly knex: Knex,
    private readonly gap: number,
  ) {}

  /** @param options.gap - milliseconds without a look after which it counts anew */
  static create(options: { knex: Knex; gap: number }): SightingStore {
    return new SightingStore(options.knex, options.gap);
  }

  /** When each was first seen so, without a gap since. */
  async since(cluster: string, now: Date): Promise<Map<string, string>> {
    const rows = await this.knex<Row>(TABLE)
      .where({ cluster })
      .andWhere('last_at', '>=', this.oldest(now))
      .select('key', 'first_at');
    return new Map(rows.map(row => [row.key, row.first_at]));
  }

  /** Takes note of all that is seen so now; forgets what is not, or was not in between. */
  async note(
    cluster: string,
    {
      sighted: keys,
      restarted,
    }: { sighted: ReadonlySet<string>; restarted: ReadonlySet<string> },
    now: Date,
  ): Promise<void> {
    const at = now.toISOString();
    await this.knex.transaction(async transaction => {
      const table = () => transaction<Row>(TABLE);
      await table()
        .where({ cluster })
        .andWhere('last_at', '<', this.oldest(now))
        .delete();
      const known = await table().where({ cluster }).select('key');
      const gone = known
        .map(({ key }) => key)
        .filter(key => !keys.has(key) || restarted.has(key));
      for (const some of chunks(gone)) {
        await table().where({ cluster }).whereIn('key', some).delete();
      }
      await table().where({ cluster }).update({ last_at: at });
      const before = new Set(
        known.map(({ key }) => key).filter(key => !restarted.has(key)),
      );
      const fresh = [...keys].filter(key => !before.has(key));
      for (const some of chunks(fresh)) {
        await table()
          .insert(
            some.map(key => ({ cluster, key, first_at: at, last_at: at })),
          )
          .onConflict(['cluster', 'key'])
          .ignore();
      }
    });
  }

  private oldest(now: Date): string {
    return new Date(now.getTime() - this.gap).toISOString();
  }
}

function chunks<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, i) =>
    items.slice(i * CHUNK, (i + 1) * CHUNK),
  );
}
