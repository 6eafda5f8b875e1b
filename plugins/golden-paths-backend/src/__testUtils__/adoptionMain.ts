/**
 * Has the plugin collect a year that it reads as JSON from its input into its own
 * database, from sources that answer as the year says, and then answers HTTP with what
 * the plugin makes of it. For checks, which do not run this package's TypeScript themselves.
 *
 * Arguments: the configuration of the database as JSON, and `feed` to end when all
 * is written.
 */
import './year/withoutRunner';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@backstage/types';
import { componentAt, entitiesOf } from './year/objects';
import type { Clock } from './year/sources';
import { startYear } from './year/startYear';
import type { Year } from './year/types';

const DAY = 86_400_000;

async function main(database: JsonObject, feedOnly: boolean): Promise<void> {
  const year = JSON.parse(readFileSync(0, 'utf8')) as Year;
  const entities = entitiesOf(year, writeTemplates(year));
  const clock: Clock = { now: year.end };
  const { backend, adoption } = await startYear(database, {
    year,
    clock,
    entities,
  });
  // Day by day, as a portal sees it that looks once a day.
  for (let age = 365; age >= 0; age--) {
    clock.now = year.end - age * DAY;
    for (const life of year.lives) {
      componentAt(entities, life, clock.now);
    }
    await adoption.collect();
  }
  standStill(year.end);
  const { port } = backend.server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ port })}\n`);
  if (feedOnly) {
    await backend.stop();
    process.exit(0);
  }
}

/** The page is read as of the end of the year, to the millisecond. */
function standStill(end: number): void {
  globalThis.Date = class extends Date {
    constructor(...args: [] | [string | number | Date]) {
      super(...((args.length === 0 ? [end] : args) as [number]));
    }

    static override now(): number {
      return end;
    }
  } as DateConstructor;
}

/** Where the templates' changelogs are; returns the folder. */
function writeTemplates(year: Year): string {
  const folder = mkdtempSync(join(tmpdir(), 'fairway-year-'));
  for (const { template, versions } of year.paths) {
    const name = template.split('/')[1];
    mkdirSync(join(folder, name));
    writeFileSync(
      join(folder, name, 'changelog.yaml'),
      versions
        .map(({ version }) => `- version: ${version}\n  changes: []\n`)
        .join(''),
    );
  }
  return folder;
}

main(
  JSON.parse(process.argv[2]) as JsonObject,
  process.argv[3] === 'feed',
).catch((error: unknown) => {
  process.stderr.write(`${String((error as Error).stack)}\n`);
  process.exit(1);
});
