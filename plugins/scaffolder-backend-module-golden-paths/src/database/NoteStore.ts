import type { Knex } from 'knex';
import type { TemplateNote } from '../domain/templateNote';

const TABLE = 'fairway_template_notes';
const DAY = 24 * 60 * 60 * 1000;
/** Milliseconds after which nobody starts a run again. */
const KEPT = 30 * DAY;

interface Row {
  run: string;
  template: string;
  noted_at: string;
  note: string;
  changed: string | null;
}

/** What was noted of a run, and what has become of it. */
export interface KeptNote {
  note: TemplateNote;
  /** In words, if it was seen to have changed. */
  changed?: string;
}

/**
 * Keeps, once a run, what its template was. In the database: a run may go on in
 * another process than the one that began it.
 */
export class NoteStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): NoteStore {
    return new NoteStore(options.knex);
  }

  async of(run: string): Promise<KeptNote | undefined> {
    const row = await this.knex<Row>(TABLE).where({ run }).first();
    return (
      row && {
        note: JSON.parse(row.note) as TemplateNote,
        ...(row.changed !== null && { changed: row.changed }),
      }
    );
  }

  /** The first note counts. Notes of long ago go. */
  async keep(
    {
      run,
      template,
      note,
    }: { run: string; template: string; note: TemplateNote },
    now: Date,
  ): Promise<void> {
    const before = new Date(now.getTime() - KEPT).toISOString();
    await this.knex<Row>(TABLE).where('noted_at', '<', before).delete();
    await this.knex<Row>(TABLE)
      .insert({
        run,
        template,
        noted_at: now.toISOString(),
        note: JSON.stringify(note),
      })
      .onConflict('run')
      .ignore();
  }

  async markChanged(run: string, changed: string): Promise<void> {
    await this.knex<Row>(TABLE).where({ run }).update({ changed });
  }
}
