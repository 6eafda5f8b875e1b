import type { Bypass, Run, Service, Sighting } from '../domain/adoption/types';

/** Characters that a column holds; PostgreSQL refuses a row for one more. */
const WIDTH = 255;

export interface RunRow {
  task: string;
  template: string;
  version: string;
  started_at: string;
  ended_at: string | null;
  outcome: Run['outcome'];
  step: string | null;
  field: string | null;
  finding: string | null;
  entity_ref: string | null;
}

export interface ServiceRow {
  key: string;
  task: string | null;
  template: string;
  made_version: string;
  version: string;
  first_at: string;
  ready_at: string | null;
}

export interface SightingRow {
  key: string;
  cluster: string;
  last_at: string;
  missed_at: string | null;
}

export interface BypassRow extends Omit<Bypass, 'uses'> {
  uses: string;
}

export interface LookRow {
  source: string;
  looked_at: string | null;
  failed_at: string | null;
  message: string | null;
}

export function runRow(run: Run): RunRow {
  const { task, template, version, outcome, failure } = run;
  return {
    ...{ task, outcome },
    template: fitting(template),
    version: fitting(version),
    started_at: run.startedAt,
    ended_at: run.endedAt ?? null,
    step: failure ? fitting(failure.step) : null,
    field: failure?.field ?? null,
    finding: failure?.finding ?? null,
    entity_ref: run.entityRef ? fitting(run.entityRef) : null,
  };
}

export function runIn(row: RunRow): Run {
  const { task, template, version, outcome, step, field, finding } = row;
  return {
    ...{ task, template, version, outcome },
    startedAt: row.started_at,
    ...(row.ended_at !== null && { endedAt: row.ended_at }),
    ...(step !== null && {
      failure: {
        step,
        ...(field !== null && { field }),
        finding: finding ?? '',
      },
    }),
    ...(row.entity_ref !== null && { entityRef: row.entity_ref }),
  };
}

export function serviceRow(service: Service): ServiceRow {
  const { key, template, version } = service;
  return {
    key: fitting(key),
    template: fitting(template),
    version: fitting(version),
    task: service.task ?? null,
    made_version: fitting(service.madeVersion),
    first_at: service.firstAt,
    ready_at: service.readyAt ?? null,
  };
}

export function sightingRows({ key, sightings }: Service): SightingRow[] {
  return sightings.map(({ cluster, lastAt, missedAt }) => ({
    key: fitting(key),
    cluster,
    last_at: lastAt,
    missed_at: missedAt ?? null,
  }));
}

export function sightingIn({
  cluster,
  last_at,
  missed_at,
}: SightingRow): Sighting {
  return {
    cluster,
    lastAt: last_at,
    ...(missed_at !== null && { missedAt: missed_at }),
  };
}

/** One that a database refuses would keep all others from being written down. */
function fitting(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').slice(0, WIDTH);
}

export function serviceIn(row: ServiceRow): Service {
  const { key, template, version } = row;
  return {
    ...{ key, template, version },
    ...(row.task !== null && { task: row.task }),
    madeVersion: row.made_version,
    firstAt: row.first_at,
    ...(row.ready_at !== null && { readyAt: row.ready_at }),
    sightings: [],
  };
}
