import type {
  AdoptionFigures,
  AdoptionPath,
  AdoptionView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { TrendLine } from '@fairway-idp/backstage-plugin-fairway-react';

/** e.g. `43 s`, `2 min 5 s`, `3 h 20 min` */
export function formatSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) {
    return `${whole} s`;
  }
  const [large, small, units] =
    whole < 3600
      ? [Math.floor(whole / 60), whole % 60, ['min', 's']]
      : [
          Math.floor(whole / 3600),
          Math.floor((whole % 3600) / 60),
          ['h', 'min'],
        ];
  return `${large} ${units[0]}${small > 0 ? ` ${small} ${units[1]}` : ''}`;
}

/** e.g. `87.5 %` */
export function formatShare(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}

/** Runs over time: all, and those that succeeded. */
export function runLines(
  { periods }: AdoptionPath,
  labels: { runs: string; succeeded: string },
): TrendLine[] {
  return (['runs', 'succeeded'] as const).map(key => ({
    key,
    label: labels[key],
    points: periods.map(one => ({ at: Date.parse(one.at), value: one[key] })),
  }));
}

/** From form to ready pod, over time. */
export function waitLines(
  { periods }: AdoptionPath,
  label: string,
): TrendLine[] {
  return [
    {
      key: 'secondsToReady',
      label,
      points: periods.map(({ at, secondsToReady }) => ({
        at: Date.parse(at),
        value: secondsToReady,
      })),
    },
  ];
}

const COLUMNS = [
  'path',
  'version',
  'runs',
  'succeeded',
  'failed',
  'cancelled',
  'running',
  'success rate',
  'median seconds to ready',
  'ready',
  '30 days: of',
  '30 days: alive',
  '90 days: of',
  '90 days: alive',
  'services now',
  'title',
  'latest version',
  'on latest',
  'mean versions behind',
];

const NEXT = '\r\n';

type Line = Array<string | number>;

/** All figures of the page: one table after the other, each with a line of headings. */
export function toCsv(view: AdoptionView): string {
  const { paths, bypassed, errors } = view;
  const tables: Line[][] = [
    [
      ['range', 'from', 'to', 'days of a period'],
      [view.range, view.from, view.to, view.periodDays],
    ],
    [COLUMNS, ...paths.flatMap(figureLines)],
    [
      ['path', 'failed at step', 'field', 'what was found', 'runs'],
      ...paths.flatMap(({ template, failures }) =>
        failures.map(({ step, field = '', finding, count }) => [
          ...[template, step, field, finding, count],
        ]),
      ),
    ],
    [
      ['path', 'period from', 'runs', 'succeeded', 'median seconds to ready'],
      ...paths.flatMap(({ template, periods }) =>
        periods.map(({ at, runs, succeeded, secondsToReady = '' }) => [
          ...[template, at, runs, succeeded, secondsToReady],
        ]),
      ),
    ],
    [
      ['made without a path, using', 'workloads', 'for example'],
      ...bypassed.groups.map(({ uses, count, examples }) => [
        ...[uses.join(' + ') || 'nothing else', count, examples.join('; ')],
      ]),
      ['all', countOf(bypassed), ''],
    ],
    [
      ['could not be read', 'why'],
      ...errors.map(({ source, message }) => [source, message]),
    ],
  ];
  return tables
    .map(table => table.map(cells => cells.map(cellOf).join(',')).join(NEXT))
    .join(`${NEXT}${NEXT}`);
}

/** Where not all clusters answered, that nothing was found does not tell that nothing is. */
const countOf = ({ workloads, isComplete }: AdoptionView['bypassed']) =>
  workloads > 0 || isComplete ? workloads : '';

/** One line a path, and one for each of its versions. */
function figureLines(path: AdoptionPath): Line[] {
  const { template, title, latest = '', onLatest = '', drift = '' } = path;
  return [
    [
      ...[template, '', ...cellsOf(path.total)],
      ...[title, latest, onLatest, drift],
    ],
    ...path.versions.map(one => [
      ...[template, one.version, ...cellsOf(one), '', '', '', ''],
    ]),
  ];
}

function cellsOf(figures: AdoptionFigures): Array<string | number> {
  const { alive30, alive90 } = figures;
  return [
    ...[figures.runs, figures.succeeded, figures.failed],
    ...[figures.cancelled, figures.running],
    ...[figures.successRate ?? '', figures.secondsToReady ?? ''],
    ...[figures.ready, alive30.of, alive30.alive, alive90.of, alive90.alive],
    figures.services,
  ];
}

/** A text that a spreadsheet would take for a formula is none. */
function cellOf(value: string | number): string {
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text));
  return `"${(safe ? `'${text}` : text).replace(/"/g, '""')}"`;
}
