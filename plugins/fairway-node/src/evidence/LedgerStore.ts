import type {
  LedgerEntry,
  LedgerFact,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { Knex } from 'knex';
import { nextEntry } from './entry';
import { isTaken } from './isTaken';

const ATTEMPTS = 10;

interface Row {
  sequence: number;
  previous_hash: string;
  hash: string;
  fact: string;
}

/**
 * A ledger in a table with the columns `sequence` (primary key),
 * `previous_hash`, `hash` and `fact` (text). It can only be appended to and read.
 *
 * @public
 */
export class LedgerStore {
  private constructor(
    private readonly knex: Knex,
    private readonly table: string,
  ) {}

  static create(options: { knex: Knex; table: string }): LedgerStore {
    return new LedgerStore(options.knex, options.table);
  }

  /**
   * Two that append at once want the same place; the primary key lets one of
   * them have it, and the other follows.
   */
  async append(fact: LedgerFact): Promise<LedgerEntry> {
    for (let attempt = 1; ; attempt++) {
      const entry = nextEntry(await this.last(), fact);
      try {
        await this.knex<Row>(this.table).insert(toRow(entry));
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
    const rows = await this.knex<Row>(this.table)
      .where('sequence', '>', after)
      .orderBy('sequence', 'asc')
      .modify(query => limit !== undefined && query.limit(limit))
      .select();
    return rows.map(fromRow);
  }

  /** The newest ones, in order. */
  async newest(count: number): Promise<LedgerEntry[]> {
    const rows = await this.knex<Row>(this.table)
      .orderBy('sequence', 'desc')
      .limit(count)
      .select();
    return rows.map(fromRow).reverse();
  }

  private async last(): Promise<LedgerEntry | undefined> {
    const row = await this.knex<Row>(this.table)
      .orderBy('sequence', 'desc')
      .first();
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
