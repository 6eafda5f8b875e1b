import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { DeliveredWarning } from './types';

/** Rows in one statement: databases limit its variables. */
const CHUNK = 50;

interface Row {
  id: string;
  cluster: string;
  namespace: string;
  uid: string;
  expires_at: string;
  delivered_at: string;
  recipient: string;
}

/** A warning that was just delivered. @public */
export interface NewWarning {
  cluster: string;
  namespace: string;
  uid: string;
  expiresAt: string;
  deliveredAt: string;
  /** Entity reference. */
  recipient: string;
}

/**
 * Warnings that were delivered, in a table with the columns `id`, `cluster`,
 * `namespace`, `uid`, `expires_at`, `delivered_at` and `recipient`. Lose them, and
 * every warning starts anew.
 *
 * @public
 */
export class WarningStore {
  private constructor(
    private readonly knex: Knex,
    private readonly table: string,
  ) {}

  static create(options: { knex: Knex; table: string }): WarningStore {
    return new WarningStore(options.knex, options.table);
  }

  async add(warning: NewWarning): Promise<DeliveredWarning> {
    const [added] = await this.addAll([warning]);
    return added;
  }

  /** Of several things that one message told of. */
  async addAll(warnings: readonly NewWarning[]): Promise<DeliveredWarning[]> {
    const rows = warnings.map(toRow);
    await this.knex.batchInsert(this.table, rows, CHUNK);
    return rows.map(fromRow);
  }

  /** The newest for each UID. */
  async newest(cluster: string): Promise<Map<string, DeliveredWarning>> {
    const rows = await this.knex<Row>(this.table)
      .where({ cluster })
      .orderBy('delivered_at', 'asc')
      .select();
    return new Map(rows.map(row => [row.uid, fromRow(row)]));
  }

  /** The newest for one UID. */
  async newestOf(
    cluster: string,
    uid: string,
  ): Promise<DeliveredWarning | undefined> {
    const row = await this.knex<Row>(this.table)
      .where({ cluster, uid })
      .orderBy('delivered_at', 'desc')
      .first();
    return row && fromRow(row);
  }

  /** Forgets the warnings of what is gone. */
  async forget(cluster: string, uid: string): Promise<void> {
    await this.knex<Row>(this.table).where({ cluster, uid }).delete();
  }
}

function toRow(warning: NewWarning): Row {
  const { cluster, namespace, uid, recipient } = warning;
  return {
    id: randomUUID(),
    cluster,
    namespace,
    uid,
    recipient,
    expires_at: warning.expiresAt,
    delivered_at: warning.deliveredAt,
  };
}

function fromRow(row: Row): DeliveredWarning {
  const { id, uid, expires_at: expiresAt, delivered_at: deliveredAt } = row;
  return { id, uid, expiresAt, deliveredAt };
}
