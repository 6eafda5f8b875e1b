import type { Knex } from 'knex';
import {
  nextEntry,
  type LedgerEntry,
  type LedgerFact,
} from '../domain/ledger/entry';
import { isTaken } from './isTaken';

const TABLE = 'environment_ledger';
const ATTEMPTS = 10;

interface Row {
  sequence: number;
  previous_hash: string;
  hash: string;
  fact: string;
}

/** The ledger. It can only be appended to and read. */
export class LedgerStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): LedgerStore {
    return new LedgerStore(options.knex);
  }

  /**
   * Two that append at once want the same place; the primary key lets one of
   * them have it, and the other follows.
   */
  async append(fact: LedgerFact): Promise<LedgerEntry> {
    for (let attempt = 1; ; attempt++) {
      const entry = nextEntry(await this.last(), fact);
      try {
        await this.knex<Row>(TABLE).insert(toRow(entry));
        return entry;
      } catch (error) {
        if (attempt >= ATTEMPTS || !isTaken(error)) {
          throw error;
        }
      }
    }
  }

  /** In order, from the first or after a place in the chain. */
  async entries(
    options: { after?: number; limit?: number } = {},
  ): Promise<LedgerEntry[]> {
    const { after = 0, limit } = options;
    const rows = await this.knex<Row>(TABLE)
      .where('sequence', '>', after)
      .orderBy('sequence', 'asc')
      .modify(query => limit !== undefined && query.limit(limit))
      .select();
    return rows.map(fromRow);
  }

  /** The newest ones, in order. */
  async newest(count: number): Promise<LedgerEntry[]> {
    const rows = await this.knex<Row>(TABLE)
      .orderBy('sequence', 'desc')
      .limit(count)
      .select();
    return rows.map(fromRow).reverse();
  }

  private async last(): Promise<LedgerEntry | undefined> {
    const row = await this.knex<Row>(TABLE).orderBy('sequence', 'desc').first();
    return row && fromRow(row);
  }
}

function toRow({ sequence, previousHash, hash, fact }: LedgerEntry): Row {
  return {
    sequence,
    previous_hash: previousHash,
    hash,
    fact: JSON.stringify(fact),
  };
}

function fromRow(row: Row): LedgerEntry {
  const { sequence, previous_hash: previousHash, hash, fact } = row;
  return { sequence, previousHash, hash, fact: JSON.parse(fact) as LedgerFact };
}
