import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Running } from '../../commands/bringUp.ts';
import { templatesFolder } from '../../goldenPaths/Renderer.ts';
import { yarn } from '../../portal/prepare.ts';
import { testVariables } from '../../services/testVariables.ts';
import { stateFolder } from '../../world/paths.ts';
import type { Report } from '../lifetime/report.ts';
import { RANGE_NAMES, type Range } from './compare.ts';
import { truthOf } from './truth.ts';
import type { Expected, Path, Year } from './types.ts';

/** What a portal has to be told so that its plugin has the database in a folder. */
export const databaseIn = (directory: string): Record<string, string> => ({
  'APP_CONFIG_backend_database_plugin_golden-paths_connection': JSON.stringify({
    directory,
  }),
});

/** A row of the table of versions, as a person reads it. */
interface Row {
  version: string;
  cells: string[];
}

/** Has Chromium read the tables of the page, and compare them with the truth. */
export async function look(
  root: string,
  { portal, worlds }: Running,
  { year, report, folder }: { year: Year; report: Report; folder: string },
): Promise<string> {
  const file = path.join(folder, 'expected.json');
  const expected = expectedOf(root, year);
  writeFileSync(file, JSON.stringify(expected));
  const log = path.join(stateFolder(root), 'logs', 'adoption.log');
  let failure: string[] = [];
  try {
    await yarn(
      root,
      [
        ...['workspace', 'app', 'playwright', 'test', 'adoption', 'upgrade'],
        '--reporter=list',
      ],
      {
        log,
        env: {
          FAIRWAY_PORTAL_URL: portal.url,
          ...testVariables(worlds[0].state),
          FAIRWAY_SCREENSHOTS: path.join(root, 'docs', 'images'),
          FAIRWAY_ADOPTION_TRUTH: file,
        },
      },
    );
  } catch {
    failure = [existsSync(log) ? readFileSync(log, 'utf8').slice(-4000) : log];
  }
  report.expect(
    'the tables of the page say the same; it can be used by all; light and dark',
    failure.length === 0,
    failure,
  );
  const cells = Object.values(expected)
    .flatMap(paths => Object.values(paths))
    .flat()
    .reduce((sum, row) => sum + row.cells.length, 0);
  return `Chromium: ${cells} cells`;
}

/** By range, and by the title of the path. */
function expectedOf(
  root: string,
  year: Year,
): Record<Range, Record<string, Row[]>> {
  return Object.fromEntries(
    RANGE_NAMES.map(range => [
      range,
      Object.fromEntries(
        year.paths.map(one => [
          titleOf(root, one),
          [...truthOf(year, one, range).versions].map(([version, figures]) => ({
            version,
            cells: cellsOf(figures),
          })),
        ]),
      ),
    ]),
  ) as Record<Range, Record<string, Row[]>>;
}

function titleOf(root: string, { template }: Path): string {
  const file = path.join(
    templatesFolder(root),
    `${template.split('/')[1]}.yaml`,
  );
  const title = /^ {2}title: (.*)$/m.exec(readFileSync(file, 'utf8'))?.[1];
  if (!title) {
    throw new Error(`${file} has no title`);
  }
  return title;
}

const UNKNOWN = 'not known yet';

function cellsOf(one: Expected): string[] {
  return [
    ...[one.runs, one.succeeded, one.failed, one.cancelled, one.running].map(
      String,
    ),
    one.successRate === undefined ? UNKNOWN : percent(one.successRate),
    one.secondsToReady === undefined ? UNKNOWN : duration(one.secondsToReady),
    ...[one.alive30, one.alive90].map(({ of, alive }) =>
      of === 0 ? UNKNOWN : `${percent(alive / of)} (${alive} of ${of})`,
    ),
    String(one.services),
  ];
}

function percent(share: number): string {
  return `${+(share * 100).toFixed(1)} %`;
}

/** Waits of the year are below an hour. */
function duration(seconds: number): string {
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  const rest = whole - minutes * 60;
  return [
    ...(minutes > 0 ? [`${minutes} min`] : []),
    ...(rest > 0 || minutes === 0 ? [`${rest} s`] : []),
  ].join(' ');
}
