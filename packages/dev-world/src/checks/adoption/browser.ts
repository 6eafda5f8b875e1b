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

/** Leads to a port of this machine at which nobody listens. */
const nobody = () => ({
  apiVersion: 'v1',
  kind: 'Config',
  clusters: [{ name: 'nobody', cluster: { server: 'https://127.0.0.1:9' } }],
  users: [{ name: 'nobody', user: { token: 'none' } }],
  contexts: [
    { name: 'nobody', context: { cluster: 'nobody', user: 'nobody' } },
  ],
  'current-context': 'nobody',
});

/**
 * What a portal has to be told so that its plugin has the database in a folder, and
 * knows the clusters of the year: they do not answer it, and so all that was seen in
 * them counts as there.
 */
export function portalOf(directory: string): Record<string, string> {
  const file = path.join(directory, 'nobody.kubeconfig');
  writeFileSync(file, JSON.stringify(nobody()));
  return {
    'APP_CONFIG_backend_database_plugin_golden-paths_connection':
      JSON.stringify({ directory }),
    ...Object.fromEntries(
      ['sim-a', 'sim-b'].map(name => [
        `APP_CONFIG_fairway_clusters_${name}`,
        JSON.stringify({ writeAs: 'serviceAccount', kubeconfig: { file } }),
      ]),
    ),
  };
}

/** What the file for spreadsheets must say of a path: its lines, of each table. */
interface Sheet {
  figures: string[][];
  failures: string[][];
  /** The oldest first, without their begin. */
  periods: string[][];
}

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
  const sheets = sheetsOf(year);
  writeFileSync(file, JSON.stringify({ tables: expected, sheets }));
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
  const written = Object.values(sheets)
    .flatMap(paths => Object.values(paths))
    .flatMap(sheet => Object.values(sheet) as string[][][])
    .flat(2).length;
  return `Chromium: ${cells} cells, ${written} in files`;
}

/** By range, and by the template of the path. */
function sheetsOf(year: Year): Record<Range, Record<string, Sheet>> {
  return Object.fromEntries(
    RANGE_NAMES.map(range => [
      range,
      Object.fromEntries(
        year.paths.map(one => [one.template, sheetOf(year, one, range)]),
      ),
    ]),
  ) as Record<Range, Record<string, Sheet>>;
}

function sheetOf(year: Year, its: Path, range: Range): Sheet {
  const truth = truthOf(year, its, range);
  return {
    figures: [
      ['', truth.total] as const,
      ...[...truth.versions].map(one => one),
    ].map(([version, one]) => [version, ...numbersOf(one)]),
    failures: [...truth.failures].map(([key, count]) => [
      ...key.split(' | '),
      String(count),
    ]),
    periods: truth.periods.map(({ runs, succeeded, secondsToReady = '' }) =>
      [runs, succeeded, secondsToReady].map(String),
    ),
  };
}

function numbersOf(one: Expected): string[] {
  return [
    ...[one.runs, one.succeeded, one.failed, one.cancelled, one.running],
    ...[one.successRate ?? '', one.secondsToReady ?? '', one.ready],
    ...[one.alive30.of, one.alive30.alive, one.alive90.of, one.alive90.alive],
    one.services,
  ].map(String);
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
