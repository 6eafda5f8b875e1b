import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Knex } from 'knex';
import type { TemplateSource } from '../domain/versions/source';

const TABLE = 'golden_path_sources';
const pack = promisify(gzip);
const unpack = promisify(gunzip);

interface Row {
  template: string;
  version: string;
  digest: string;
  seen_at: string;
  archive: Buffer;
}

/**
 * Keeps what templates were, so that an upgrade does not depend on their history:
 * a template need not be in Git, and whoever rewrites its history loses nothing.
 */
export class SourceStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): SourceStore {
    return new SourceStore(options.knex);
  }

  /** Nothing if it is known already. */
  async keep(source: TemplateSource, at: Date): Promise<void> {
    const { template, version, digest, entity, files } = source;
    const known = await this.knex<Row>(TABLE)
      .where({ template, version, digest })
      .first('digest');
    if (!known) {
      const archive = await pack(JSON.stringify({ entity, files }));
      await this.knex<Row>(TABLE)
        .insert({
          template,
          version,
          digest,
          seen_at: at.toISOString(),
          archive,
        })
        .onConflict(['template', 'version', 'digest'])
        .ignore();
    }
  }

  /**
   * All that was seen under that version, the newest first. Each is read when it is
   * asked for: a template that is being written has many, and the first is mostly it.
   */
  async *of(
    template: string,
    version: string,
  ): AsyncGenerator<TemplateSource, void, undefined> {
    const known = await this.knex<Row>(TABLE)
      .where({ template, version })
      .orderBy('seen_at', 'desc')
      .select('digest');
    for (const { digest } of known) {
      const row = await this.knex<Row>(TABLE)
        .where({ template, version, digest })
        .first('archive');
      if (row) {
        const text = (await unpack(row.archive)).toString('utf8');
        const { entity, files } = JSON.parse(text) as TemplateSource;
        yield { template, version, digest, entity, files };
      }
    }
  }
}
