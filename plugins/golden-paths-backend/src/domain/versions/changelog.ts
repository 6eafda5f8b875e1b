import { InputError } from '@backstage/errors';
import type { GoldenPathVersion } from '@fairway-idp/backstage-plugin-fairway-common';
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

/** How far behind a version is. */
export interface Distance {
  /** Versions; undefined where the changelog does not say. */
  behind?: number;
  /** What lies between, the newest first. */
  changes: GoldenPathVersion[];
}

/** What lies between a version and the latest. */
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
  return from === -1 || to <= from
    ? { changes: changelog.filter(one => one.version === latest) }
    : { behind: to - from, changes: changelog.slice(from, to) };
}
