import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bringUp, type Running } from '../commands/bringUp.ts';
import { inWords, TerminalProgress } from '../commands/terminal.ts';
import { installPackages } from '../portal/prepare.ts';
import { runningService } from '../services/describe.ts';
import type { WorldState } from '../world/types.ts';
import { compare, RANGE_NAMES } from './adoption/compare.ts';
import { look, portalOf } from './adoption/browser.ts';
import { YearPortal } from './adoption/portal.ts';
import type { Year } from './adoption/types.ts';
import { makeYear } from './adoption/year.ts';
import { leftovers } from './leftovers.ts';
import { Report } from './lifetime/report.ts';
import type { CheckContext, CheckResult } from './types.ts';

export const name = 'adoption';
export const summary =
  'a simulated year of 500 services with known truth, collected into SQLite and PostgreSQL from a scaffolder and clusters that do not always answer: every figure of the page and of its file equals the truth, also in Chromium';

const SEED = 20_261_128;
/** Fewer would mean that the page says less than it should. */
const FIGURES = 1_000;

export async function run({ root, log }: CheckContext): Promise<CheckResult> {
  const began = Date.now();
  await installPackages(root);
  const report = new Report(log);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fairway-adoption-'));
  const end = Date.now();
  const year = makeYear(SEED, end);
  // For a page that is read as of the very end: the portal's is read later.
  const exact = makeYear(SEED, end, { exact: true });
  const failed = year.starts.filter(one => one.failure).length;
  report.note(
    `${year.lives.length} services from ${year.starts.length} runs, ${failed} of them failed, ${year.strays.length} other workloads`,
  );
  const figures: string[] = [];
  const before = { ...process.env };
  let running: Running | undefined;
  let ending = false;
  try {
    report.title('SQLite');
    const database = {
      client: 'better-sqlite3',
      connection: { directory: folder },
    };
    figures.push(await compareIn(root, { year, report, database }));
    // The portal goes on with what was fed.
    Object.assign(process.env, portalOf(folder));
    running = await bringUp({
      root,
      name,
      clusters: 1,
      services: ['database', 'forge'],
      progress: new TerminalProgress(log),
      onPartDown: (part, why) => ending || log(`  ! ${part} is down: ${why}`),
    });
    await running.late;
    report.title('PostgreSQL');
    const [{ state }] = running.worlds;
    figures.push(
      await compareIn(root, { year: exact, report, database: postgres(state) }),
    );
    report.title('Chromium, on a portal with the same year');
    figures.push(await look(root, running, { year, report, folder }));
  } finally {
    ending = true;
    process.env = before;
    await running?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  const [{ state }] = running.worlds;
  const left = await leftovers(root, state);
  report.expect('nothing is left behind', left.length === 0, left);
  return {
    ok: report.short.length === 0,
    line: [
      ...report.short,
      ...figures,
      `${inWords((Date.now() - began) / 1000)} in all`,
    ].join('; '),
  };
}

/** Feeds the year, and compares all that the page is told. */
async function compareIn(
  root: string,
  options: { year: Year; report: Report; database: { client: string } },
): Promise<string> {
  const { year, report, database } = options;
  const begun = Date.now();
  const portal = await YearPortal.open(root, database, year);
  let figures = 0;
  let wrong = 0;
  try {
    report.note(`fed in ${inWords((Date.now() - begun) / 1000)}`);
    for (const range of RANGE_NAMES) {
      const found = compare(await portal.read(range), year, range);
      figures += found.figures;
      wrong += found.wrong.length;
      report.expect(
        `${range}: ${found.figures} figures equal the truth`,
        found.wrong.length === 0,
        found.wrong.slice(0, 10),
      );
    }
    // The comparison itself must be able to find something.
    const other = makeYear(SEED + 1, year.end);
    const control = compare(await portal.read('365d'), other, '365d');
    report.expect(
      `control: another year's truth does not fit (${control.wrong.length} differ)`,
      control.wrong.length > 20,
    );
  } finally {
    await portal.close();
  }
  report.expect(`${figures} figures`, figures > FIGURES, figures);
  return `${database.client}: ${figures} figures, ${wrong} wrong`;
}

function postgres({ services }: WorldState) {
  const database = runningService(services, 'database');
  if (!database) {
    throw new Error('There is no PostgreSQL in this world');
  }
  const { host, port, superuser } = database;
  return {
    client: 'pg',
    connection: { host, port, ...superuser },
    prefix: 'fairway_adoption_',
  };
}
