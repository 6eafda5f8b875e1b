import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { DeliveredWarning } from '../domain/plan/types';

const TABLE = 'environment_warnings';

interface Row {
  id: string;
  cluster: string;
  namespace: string;
  uid: string;
  expires_at: string;
  delivered_at: string;
  recipient: string;
}

/** A warning that was just delivered. */
export interface NewWarning {
  cluster: string;
  namespace: string;
  uid: string;
  expiresAt: string;
  deliveredAt: string;
  /** Entity reference. */
  recipient: string;
}

/** Warnings that were delivered. Lose them, and every warning starts anew. */
export class WarningStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): WarningStore {
    return new WarningStore(options.knex);
  }

  async add(warning: NewWarning): Promise<DeliveredWarning> {
    const id = randomUUID();
    const { cluster, namespace, uid, recipient } = warning;
    const { expiresAt, deliveredAt } = warning;
    await this.knex<Row>(TABLE).insert({
      id,
      cluster,
      namespace,
      uid,
      recipient,
      expires_at: expiresAt,
      delivered_at: deliveredAt,
    });
    return { id, uid, expiresAt, deliveredAt };
  }

  /** The newest for each UID. */
  async newest(cluster: string): Promise<Map<string, DeliveredWarning>> {
    const rows = await this.knex<Row>(TABLE)
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
    const row = await this.knex<Row>(TABLE)
      .where({ cluster, uid })
      .orderBy('delivered_at', 'desc')
      .first();
    return row && fromRow(row);
  }

  /** Forgets the warnings of namespaces that are gone. */
  async forget(cluster: string, uid: string): Promise<void> {
    await this.knex<Row>(TABLE).where({ cluster, uid }).delete();
  }
}

function fromRow(row: Row): DeliveredWarning {
  const { id, uid, expires_at: expiresAt, delivered_at: deliveredAt } = row;
  return { id, uid, expiresAt, deliveredAt };
}
