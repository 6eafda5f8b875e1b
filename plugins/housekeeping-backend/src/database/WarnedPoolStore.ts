import type { Knex } from 'knex';
import type { PoolWarning, Told } from '../domain/capacity/toTell';

const TABLE = 'housekeeping_warned_pools';

interface Row extends Told {
  cluster: string;
}

/** Of which pools somebody was told that they are full, or soon. */
export class WarnedPoolStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): WarnedPoolStore {
    return new WarnedPoolStore(options.knex);
  }

  async of(cluster: string): Promise<Told[]> {
    return this.knex<Row>(TABLE)
      .where({ cluster })
      .select('pool', 'resource', 'severity', 'at');
  }

  async told(
    cluster: string,
    warnings: readonly PoolWarning[],
    now: Date,
  ): Promise<void> {
    const at = now.toISOString();
    for (const { pool, resource, severity } of warnings) {
      await this.knex<Row>(TABLE)
        .insert({ cluster, pool, resource, severity, at })
        .onConflict(['cluster', 'pool', 'resource'])
        .merge();
    }
  }

  async forget(
    cluster: string,
    over: ReadonlyArray<Pick<Told, 'pool' | 'resource'>>,
  ): Promise<void> {
    for (const { pool, resource } of over) {
      await this.knex<Row>(TABLE).where({ cluster, pool, resource }).delete();
    }
  }
}
