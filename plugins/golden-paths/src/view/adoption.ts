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
  'on latest',
  'mean versions behind',
];

/** All figures of the page; one line a path, and one for each of its versions. */
export function toCsv({ paths, bypassed }: AdoptionView): string {
  const lines = paths.flatMap(path => [
    [
      ...[path.template, '', ...cellsOf(path.total)],
      ...[path.onLatest ?? '', path.drift ?? ''],
    ],
    ...path.versions.map(version => [
      ...[path.template, version.version, ...cellsOf(version), '', ''],
    ]),
  ]);
  const groups = bypassed.groups.map(({ uses, count }) => [
    uses.join(' + ') || 'nothing else',
    count,
  ]);
  return [
    COLUMNS,
    ...lines,
    [],
    ['made without a path, using', 'workloads'],
    ...groups,
  ]
    .map(cells => cells.map(cellOf).join(','))
    .join('\r\n');
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
