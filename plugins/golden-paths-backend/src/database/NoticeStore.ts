import type { Knex } from 'knex';

const TABLE = 'golden_path_notices';

interface Row {
  entity_ref: string;
  version: string;
  sent_at: string;
}

/** Of which versions owners were told, so that nobody is told twice. */
export class NoticeStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): NoticeStore {
    return new NoticeStore(options.knex);
  }

  async has(entityRef: string, version: string): Promise<boolean> {
    const row = await this.knex<Row>(TABLE)
      .where({ entity_ref: entityRef, version })
      .first('version');
    return row !== undefined;
  }

  async add(entityRef: string, version: string, at: Date): Promise<void> {
    await this.knex<Row>(TABLE)
      .insert({ entity_ref: entityRef, version, sent_at: at.toISOString() })
      .onConflict(['entity_ref', 'version'])
      .ignore();
  }
}
