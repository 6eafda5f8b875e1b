import type { Knex } from 'knex';
import { joined } from '../domain/adoption/sort';
import type { Bypass, Run, Service } from '../domain/adoption/types';

const RUNS = 'golden_path_runs';
const SERVICES = 'golden_path_services';
const BYPASSES = 'golden_path_bypasses';
const LOOKS = 'golden_path_looks';
/** Rows in one statement: databases limit its variables. */
const CHUNK = 200;

interface RunRow {
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

interface ServiceRow {
  key: string;
  task: string | null;
  template: string;
  made_version: string;
  version: string;
  first_at: string;
  ready_at: string | null;
  last_at: string;
}

interface BypassRow extends Omit<Bypass, 'uses'> {
  uses: string;
}

interface LookRow {
  source: string;
  at: string;
  message: string | null;
}

/** How a look at a source went. */
export interface Look {
  source: string;
  at: string;
  /** Why it failed. */
  message?: string;
}

/** What is known of runs and of what came of them. No one is named in it. */
export class AdoptionStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): AdoptionStore {
    return new AdoptionStore(options.knex);
  }

  async putRuns(runs: readonly Run[]): Promise<void> {
    // One statement cannot write the same row twice: the last word counts.
    const last = new Map(runs.map(run => [run.task, run]));
    for (const some of chunks([...last.values()])) {
      await this.knex<RunRow>(RUNS)
        .insert(some.map(runRow))
        .onConflict('task')
        .merge();
    }
  }

  async runs(): Promise<Run[]> {
    return (await this.knex<RunRow>(RUNS).select()).map(runIn);
  }

  /** Of these, those that have ended. */
  async ended(tasks: readonly string[]): Promise<Set<string>> {
    const rows = await this.knex<RunRow>(RUNS)
      .whereIn('task', [...tasks])
      .whereNot('outcome', 'running')
      .select('task');
    return new Set(rows.map(({ task }) => task));
  }

  /** Adds what is seen to what is known. */
  async putServices(seen: readonly Service[]): Promise<void> {
    await this.knex.transaction(async transaction => {
      for (const some of chunks(seen)) {
        const rows = await transaction<ServiceRow>(SERVICES).whereIn(
          'key',
          some.map(({ key }) => key),
        );
        const known = new Map(rows.map(row => [row.key, serviceIn(row)]));
        await transaction<ServiceRow>(SERVICES)
          .insert(some.map(one => serviceRow(joined(known.get(one.key), one))))
          .onConflict('key')
          .merge();
      }
    });
  }

  async services(): Promise<Service[]> {
    return (await this.knex<ServiceRow>(SERVICES).select()).map(serviceIn);
  }

  /** All that there is of one cluster, in the place of what was. */
  async setBypasses(
    cluster: string,
    bypasses: readonly Bypass[],
  ): Promise<void> {
    await this.knex.transaction(async transaction => {
      await transaction<BypassRow>(BYPASSES).where({ cluster }).delete();
      for (const some of chunks(bypasses)) {
        await transaction<BypassRow>(BYPASSES).insert(
          some.map(one => ({ ...one, uses: JSON.stringify(one.uses) })),
        );
      }
    });
  }

  async bypasses(): Promise<Bypass[]> {
    const rows = await this.knex<BypassRow>(BYPASSES)
      .select()
      .orderBy(['cluster', 'namespace', 'kind', 'name']);
    return rows.map(row => ({ ...row, uses: JSON.parse(row.uses) }));
  }

  async noteLook({ source, at, message }: Look): Promise<void> {
    await this.knex<LookRow>(LOOKS)
      .insert({ source, at, message: message ?? null })
      .onConflict('source')
      .merge();
  }

  async looks(): Promise<Look[]> {
    const rows = await this.knex<LookRow>(LOOKS).select();
    return rows.map(({ message, ...row }) => ({
      ...row,
      ...(message !== null && { message }),
    }));
  }
}

function runRow(run: Run): RunRow {
  const { task, template, version, outcome, failure } = run;
  return {
    ...{ task, template, version, outcome },
    started_at: run.startedAt,
    ended_at: run.endedAt ?? null,
    step: failure?.step ?? null,
    field: failure?.field ?? null,
    finding: failure?.finding ?? null,
    entity_ref: run.entityRef ?? null,
  };
}

function runIn(row: RunRow): Run {
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

function serviceRow(service: Service): ServiceRow {
  const { key, template, version } = service;
  return {
    ...{ key, template, version },
    task: service.task ?? null,
    made_version: service.madeVersion,
    first_at: service.firstAt,
    ready_at: service.readyAt ?? null,
    last_at: service.lastAt,
  };
}

function serviceIn(row: ServiceRow): Service {
  const { key, template, version } = row;
  return {
    ...{ key, template, version },
    ...(row.task !== null && { task: row.task }),
    madeVersion: row.made_version,
    firstAt: row.first_at,
    ...(row.ready_at !== null && { readyAt: row.ready_at }),
    lastAt: row.last_at,
  };
}

function chunks<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, i) =>
    items.slice(i * CHUNK, (i + 1) * CHUNK),
  );
}
