import { InputError } from '@backstage/errors';
import type { GoldenPathVersion } from '@fairway-idp/backstage-plugin-fairway-common';
import { gt, valid } from 'semver';
import { parse } from 'yaml';
import { z } from 'zod/v3';

const MOST_VERSIONS = 500;

const changelogSchema = z
  .array(
    z.object({
      version: z.string().min(1).max(100),
      changes: z.array(z.string().max(200)).default([]),
    }),
  )
  .max(MOST_VERSIONS);

/**
 * Reads where a template tells its versions and what each changed, the newest
 * first.
 *
 * @throws InputError naming the place that is not understood
 */
export function parseChangelog(
  content: string,
  file: string,
): GoldenPathVersion[] {
  let value: unknown;
  try {
    // Whatever is written is a text: 1.10 is not 1.1.
    value = parse(content, { schema: 'failsafe' });
  } catch (error) {
    throw new InputError(`${file} is no YAML: ${(error as Error).message}`);
  }
  const parsed = changelogSchema.safeParse(value);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new InputError(`${file}: ${path.join('.') || 'it'}: ${message}`);
  }
  return parsed.data;
}

/** What a template says of its versions. */
export interface TemplateVersions {
  /** Now. */
  version: string;
  changelog: readonly GoldenPathVersion[];
}

/** How far behind a version is. */
export interface Distance {
  /** Versions; undefined where the changelog does not say. */
  behind?: number;
  /** It is newer than the latest: the template was taken back. */
  isAhead?: true;
  /** What lies between, the newest first. */
  changes: GoldenPathVersion[];
}

/**
 * What lies between a version and the latest. Where the changelog does not list the
 * version, as after a `git revert` of its template, semantic versioning tells whether
 * it is ahead, if both versions are of that form.
 */
export function distanceOf(
  changelog: readonly GoldenPathVersion[],
  version: string,
  latest: string,
): Distance {
  if (version === latest) {
    return { behind: 0, changes: [] };
  }
  const from = changelog.findIndex(one => one.version === latest);
  const to = changelog.findIndex(one => one.version === version);
  const isKnown = from !== -1 && to !== -1;
  if (isKnown ? to < from : isNewer(version, latest)) {
    // Nothing is behind that is ahead.
    return {
      ...{ behind: 0, isAhead: true },
      changes: isKnown ? changelog.slice(to, from) : [],
    };
  }
  return isKnown
    ? { behind: to - from, changes: changelog.slice(from, to) }
    : { changes: changelog.filter(one => one.version === latest) };
}

/** Whether the template brings a component on; one whose version nobody knows is behind. */
export function isBehind(
  { changelog, version: latest }: TemplateVersions,
  version: string | undefined,
): boolean {
  return (
    version === undefined ||
    (version !== latest && !distanceOf(changelog, version, latest).isAhead)
  );
}

function isNewer(version: string, latest: string): boolean {
  return (
    valid(version) !== null && valid(latest) !== null && gt(version, latest)
  );
}
