import type { AuthService } from '@backstage/backend-plugin-api';
import { ConflictError, isError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  inTime,
  placesRead,
  recordsFirst,
  versionOf,
  type TemplateFolder,
  type TemplateFolders,
  type TemplateSteps,
} from '@fairway-idp/backstage-plugin-golden-paths-node';
import { createHash } from 'node:crypto';
import type { NoteStore } from '../database/NoteStore';
import {
  changeInWords,
  changesOf,
  isGoldenPath,
  specIn,
  type PlaceState,
  type PlaceStates,
  type TemplateNote,
} from '../domain/templateNote';

/** A place that is slow must not hold up a run. */
const PATIENCE = { seconds: 20, what: 'reading it' };
const MOST_BYTES = 50_000_000;
const MOST_FILES = 20_000;

/** A run, and where its template is. */
export interface TemplateOfRun {
  /** Id of the task. */
  run: string;
  /** Entity reference. */
  template: string;
  name: string;
  /** What relative places are relative to, as the scaffolder has it. */
  baseUrl?: string;
  /** Of the file that the template is in, as the catalog has it. */
  location?: string;
}

/**
 * Notices that a template changed during a run. The scaffolder keeps the steps
 * of a run, and reads the files of each step when it comes to it: a template that
 * changes in between gives a repository that is some of both.
 */
export class TemplateWatch {
  private constructor(
    private readonly options: {
      auth: AuthService;
      catalog: CatalogService;
      folders: TemplateFolders;
      notes: NoteStore;
      now: () => Date;
    },
  ) {}

  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
    folders: TemplateFolders;
    notes: NoteStore;
    now?: () => Date;
  }): TemplateWatch {
    return new TemplateWatch({ now: () => new Date(), ...options });
  }

  /** What the template is now, unless that was noted already in this run. */
  async note(of: TemplateOfRun): Promise<void> {
    const { notes, now } = this.options;
    const { run, template } = of;
    if (!(await notes.of(run))) {
      await notes.keep({ run, template, note: await this.look(of) }, now());
    }
  }

  /**
   * @param recording.version - what the run is about to record of it
   * @returns what is not known, a line each
   * @throws ConflictError if it is another template than when the run began
   */
  async requireSame(
    of: TemplateOfRun,
    { version }: { version?: string },
  ): Promise<string[]> {
    const { notes } = this.options;
    const kept = await notes.of(of.run);
    if (kept?.changed) {
      // Even if it is again what it was: what was written in between stays.
      throw new ConflictError(kept.changed);
    }
    const note = kept?.note ?? (await this.look(of));
    if (note.is !== 'known') {
      return note.is === 'unknown' ? [note.why] : [];
    }
    const [places, file] = await Promise.all([
      this.readPlaces(of, note.places),
      this.readSpec(of),
    ]);
    const { changed, unknown } = changesOf(note.places, places);
    const words = changeInWords({
      template: of.template,
      version,
      versionNow: 'why' in file ? undefined : versionOf({ spec: file }),
      changed,
      recordsFirst: note.recordsFirst,
    });
    if (words) {
      await notes.markChanged(of.run, words);
      await this.refresh(of.template);
      throw new ConflictError(words);
    }
    return 'why' in file ? [file.why, ...unknown] : unknown;
  }

  private async look(of: TemplateOfRun): Promise<TemplateNote> {
    const spec = await this.readSpec(of);
    if ('why' in spec) {
      return { is: 'unknown', why: spec.why };
    }
    if (!isGoldenPath(spec)) {
      return { is: 'no-golden-path' };
    }
    const none = Object.fromEntries(
      placesRead(spec).map(place => [place, { files: {} }]),
    );
    return {
      is: 'known',
      places: await this.readPlaces(of, none),
      recordsFirst: recordsFirst(spec),
    };
  }

  private async readSpec({
    location,
    name,
  }: TemplateOfRun): Promise<TemplateSteps | { why: string }> {
    if (!location) {
      return { why: 'the catalog does not say where it is' };
    }
    try {
      const { folders } = this.options;
      return specIn(await inTime(folders.readText(location), PATIENCE), name);
    } catch (error) {
      return { why: `its file cannot be read: ${wordsOf(error)}` };
    }
  }

  /** @param before - what is still the same need not be read again */
  private async readPlaces(
    of: TemplateOfRun,
    before: PlaceStates,
  ): Promise<PlaceStates> {
    const states = await Promise.all(
      Object.entries(before).map(async ([place, then]) => [
        place,
        'unknown' in then ? then : await this.readPlace(of, place, then),
      ]),
    );
    return Object.fromEntries(states) as PlaceStates;
  }

  private async readPlace(
    { baseUrl = '' }: TemplateOfRun,
    place: string,
    then: Extract<PlaceState, { files: unknown }>,
  ): Promise<PlaceState> {
    const { folders } = this.options;
    const { etag } = then;
    try {
      return await inTime(
        folders.read(baseUrl, place, etag ? { etag } : {}).then(stateOf),
        PATIENCE,
      );
    } catch (error) {
      const name = isError(error) ? error.name : '';
      if (name === 'NotModifiedError') {
        return then;
      }
      // A folder that is gone is a change, not a riddle.
      const isGone =
        name === 'NotFoundError' ||
        (error as NodeJS.ErrnoException).code === 'ENOENT';
      return isGone ? { files: {} } : { unknown: wordsOf(error) };
    }
  }

  /** So that whoever starts over has the new one at once. */
  private async refresh(template: string): Promise<void> {
    const { auth, catalog } = this.options;
    try {
      const credentials = await auth.getOwnServiceCredentials();
      await catalog.refreshEntity(template, { credentials });
    } catch {
      // It is looked at again every few minutes anyway.
    }
  }
}

async function stateOf({ files, etag }: TemplateFolder): Promise<PlaceState> {
  if (files.length > MOST_FILES) {
    return { unknown: `it holds more than ${MOST_FILES} files` };
  }
  const digests: Record<string, string> = {};
  let bytes = 0;
  for (const { path, content } of files) {
    const data = await content();
    bytes += data.length;
    if (bytes > MOST_BYTES) {
      return { unknown: `it holds more than ${MOST_BYTES} bytes` };
    }
    digests[path] = createHash('sha256').update(data).digest('base64url');
  }
  return { files: digests, ...(etag && { etag }) };
}

/** Node's fetch says only "fetch failed"; why is in the cause. */
function wordsOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: unknown };
  return isError(cause) && cause.message ? cause.message : message;
}
