import { posix } from 'node:path';
import {
  isUrl,
  RECORD_ACTION,
  type TemplateSteps,
} from '@fairway-idp/backstage-plugin-golden-paths-node';
import { parseAllDocuments } from 'yaml';

/** So many changed files are named. */
const MOST_NAMED = 5;

/** What was in one place, or why that is not known. */
export type PlaceState =
  | { files: Readonly<Record<string, string>>; etag?: string }
  | { unknown: string };

/** By the places that a template reads. */
export type PlaceStates = Readonly<Record<string, PlaceState>>;

/** What a template was when a run began. */
export type TemplateNote =
  | { is: 'unknown'; why: string }
  /** It records nothing, so that there is nothing to be right about. */
  | { is: 'no-golden-path' }
  | {
      is: 'known';
      places: PlaceStates;
      /** The steps up to the record make nothing outside of the task. */
      recordsFirst: boolean;
    };

/**
 * The steps of a template, out of the file that it is in.
 *
 * @throws Error saying that there is none of that name
 */
export function specIn(text: string, name: string): TemplateSteps {
  const template = parseAllDocuments(text)
    .map(document => document.toJS() as Partial<TemplateLike> | null)
    .find(one => one?.kind === 'Template' && one.metadata?.name === name);
  const steps = template?.spec?.steps;
  if (!Array.isArray(steps)) {
    throw new Error(`the file holds no template ${name} with steps`);
  }
  return { steps };
}

interface TemplateLike {
  kind: string;
  metadata: { name?: string };
  spec: { steps?: unknown };
}

/** Whether it says how what it makes was made. */
export function isGoldenPath({ steps }: TemplateSteps): boolean {
  return steps.some(({ action }) => action === RECORD_ACTION);
}

/** What is other than before. */
export interface Changes {
  /** Files, in order. */
  changed: string[];
  /** Why something is not known; one line each. */
  unknown: string[];
}

/** Compares what was read when a run began with what is read now. */
export function changesOf(before: PlaceStates, now: PlaceStates): Changes {
  const changes: Changes = { changed: [], unknown: [] };
  for (const [place, then] of Object.entries(before)) {
    const after = now[place];
    if ('unknown' in then) {
      changes.unknown.push(`${place} could not be read: ${then.unknown}`);
    } else if ('unknown' in after) {
      changes.unknown.push(`${place} cannot be read: ${after.unknown}`);
    } else {
      changes.changed.push(
        ...filesChanged(then.files, after.files).map(file =>
          isUrl(place) ? `${place}/${file}` : posix.join(place, file),
        ),
      );
    }
  }
  changes.changed.sort();
  return changes;
}

function filesChanged(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...names].filter(name => before[name] !== now[name]);
}

/** How a template that changed is told of; undefined if it did not. */
export function changeInWords(seen: {
  template: string;
  /** What the run records, if it is of this template. */
  version?: string;
  /** What the template says of itself now, if that is known. */
  versionNow?: string;
  changed: readonly string[];
  recordsFirst: boolean;
}): string | undefined {
  const { template, version, versionNow, changed } = seen;
  const ways = [
    ...(!version || !versionNow || versionNow === version
      ? []
      : [`it is at version ${versionNow} now, and this run is of ${version}`]),
    ...(changed.length === 0
      ? []
      : [`these files are other than when the run began: ${listOf(changed)}`]),
  ];
  if (ways.length === 0) {
    return undefined;
  }
  return [
    `${template} has changed: ${ways.join('; ')}`,
    'What was written here may be some of both, so that it is neither recorded nor published',
    seen.recordsFirst
      ? 'Nothing was made outside of this run'
      : 'Steps before this one may have made something; it was not taken back',
    'This run cannot go on. Start over: that takes the template as it is now',
  ].join('. ');
}

function listOf(files: readonly string[]): string {
  const named = files.slice(0, MOST_NAMED).join(', ');
  const rest = files.length - MOST_NAMED;
  return rest > 0 ? `${named} and ${rest} more` : named;
}
