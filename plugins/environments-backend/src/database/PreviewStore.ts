import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { isTaken } from '@fairway-idp/backstage-plugin-fairway-node';
import type {
  PreviewKey,
  PreviewRecord,
} from '../domain/preview/record/record';

const TABLE = 'environment_previews';
const ATTEMPTS = 10;

interface Row {
  host: string;
  repository_id: string;
  number: number;
  name: string;
  repository: string;
  version: number;
  record: string;
}

/** What is kept of previews beside what stands on their namespaces. */
export class PreviewStore {
  private readonly listeners = new Set<(key: PreviewKey) => void>();

  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): PreviewStore {
    return new PreviewStore(options.knex);
  }

  /** Calls back after every change that this process makes; returns its stop. */
  onChange(listener: (key: PreviewKey) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async get(key: PreviewKey): Promise<PreviewRecord | undefined> {
    const row = await this.row(key);
    return row && fromRow(row);
  }

  async byName(name: string): Promise<PreviewRecord | undefined> {
    const row = await this.knex<Row>(TABLE).where({ name }).first();
    return row && fromRow(row);
  }

  async all(): Promise<PreviewRecord[]> {
    return (await this.knex<Row>(TABLE).select()).map(fromRow);
  }

  /** The newest pull request first. */
  async ofRepository(
    host: string,
    repository: { id?: string; fullName: string },
  ): Promise<PreviewRecord[]> {
    const { id, fullName } = repository;
    const rows = await this.knex<Row>(TABLE)
      .where(
        id === undefined
          ? { host, repository: fullName }
          : { host, repository_id: id },
      )
      .orderBy('number', 'desc')
      .select();
    return rows.map(fromRow);
  }

  /** Adds a new one; returns what is there if somebody was quicker. */
  async add(record: PreviewRecord): Promise<PreviewRecord> {
    const row = { ...toRow(record), version: 1 };
    try {
      await this.knex<Row>(TABLE).insert(row);
    } catch (error) {
      const there = isTaken(error) ? await this.get(record.key) : undefined;
      if (!there) {
        throw error;
      }
      return there;
    }
    this.tell(record.key);
    return record;
  }

  /**
   * Reads, changes and writes, again if somebody else wrote in between: `change`
   * must be a pure function.
   *
   * @returns undefined if there is none
   */
  async update(
    key: PreviewKey,
    change: (record: PreviewRecord) => PreviewRecord,
  ): Promise<PreviewRecord | undefined> {
    for (let attempt = 1; ; attempt++) {
      const row = await this.row(key);
      if (!row) {
        return undefined;
      }
      const after = change(fromRow(row));
      const next = toRow(after);
      if (next.record === row.record) {
        return after;
      }
      const written = await this.knex<Row>(TABLE)
        .where({ ...where(key), version: row.version })
        .update({ ...next, version: row.version + 1 });
      if (written > 0) {
        this.tell(key);
        return after;
      }
      if (attempt >= ATTEMPTS) {
        throw new ConflictError(
          `${row.name} is changed by too many at the same time`,
        );
      }
    }
  }

  async forget(key: PreviewKey): Promise<void> {
    await this.knex<Row>(TABLE).where(where(key)).delete();
    this.tell(key);
  }

  private row(key: PreviewKey): Promise<Row | undefined> {
    return this.knex<Row>(TABLE).where(where(key)).first();
  }

  private tell(key: PreviewKey): void {
    this.listeners.forEach(listener => listener(key));
  }
}

function where({ host, repositoryId, number }: PreviewKey) {
  return { host, repository_id: repositoryId, number };
}

function toRow(record: PreviewRecord): Omit<Row, 'version'> {
  return {
    ...where(record.key),
    name: record.name,
    repository: record.repository,
    record: JSON.stringify(record),
  };
}

function fromRow({ record }: Row): PreviewRecord {
  return JSON.parse(record) as PreviewRecord;
}
