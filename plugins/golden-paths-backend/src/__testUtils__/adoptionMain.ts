/**
 * Puts a year that it reads as JSON from its input into the plugin's own database, by
 * the collectors' own way of writing, and then answers HTTP with what the plugin makes
 * of it. For checks, which do not run this package's TypeScript themselves.
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
import type { Entity } from '@backstage/catalog-model';
import { componentAt, entitiesOf, lookAt, storiesOf } from './year/objects';
import { startYear, type YearBackend } from './year/startYear';
import type { Year } from './year/types';

const DAY = 86_400_000;

async function main(database: JsonObject, feedOnly: boolean): Promise<void> {
  const year = JSON.parse(readFileSync(0, 'utf8')) as Year;
  const entities = entitiesOf(year, writeTemplates(year));
  const { backend, runs, services } = await startYear(database, entities);
  await feed(year, entities, { runs, services });
  const { port } = backend.server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ port })}\n`);
  if (feedOnly) {
    await backend.stop();
    process.exit(0);
  }
}

/** Day by day, as a portal sees it that looks once a day. */
async function feed(
  year: Year,
  entities: readonly Entity[],
  { runs, services }: Pick<YearBackend, 'runs' | 'services'>,
): Promise<void> {
  for (let age = 365; age >= 0; age--) {
    const now = year.end - age * DAY;
    for (const stories of storiesOf(year, now - DAY, now)) {
      await runs.take(stories);
    }
    for (const life of year.lives) {
      componentAt(entities, life, now);
    }
    for (const cluster of ['sim-a', 'sim-b']) {
      await services.take(lookAt(year, cluster, now), new Date(now));
    }
  }
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
