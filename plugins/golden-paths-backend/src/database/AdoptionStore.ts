import type { Knex } from 'knex';
import { asOfRun, joined } from '../domain/adoption/sort';
import type { Bypass, Run, Service } from '../domain/adoption/types';
import {
  runIn,
  runRow,
  serviceIn,
  serviceRow,
  sightingIn,
  sightingRows,
  type BypassRow,
  type LookRow,
  type RunRow,
  type ServiceRow,
  type SightingRow,
} from './adoptionRows';

const RUNS = 'golden_path_runs';
const SERVICES = 'golden_path_services';
const SIGHTINGS = 'golden_path_sightings';
const BYPASSES = 'golden_path_bypasses';
const LOOKS = 'golden_path_looks';
/** Rows in one statement: databases limit its variables. */
const CHUNK = 200;
/** How looks at a source went. */
export interface Look {
  source: string;
  /** When the last one that told all began. */
  lookedAt?: string;
  /** Of the last one, if it failed. */
  failedAt?: string;
  /** Why it did. */
  message?: string;
}

/** What one look at a cluster told. */
export interface ClusterFindings {
  cluster: string;
  at: string;
  services: readonly Service[];
  bypasses: readonly Bypass[];
  /** By component, the run that registered it. */
  runs: ReadonlyMap<string, Run>;
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

  /** Those that began since, or all. */
  async runs({ since = '' }: { since?: string } = {}): Promise<Run[]> {
    const rows = await this.knex<RunRow>(RUNS)
      .where('started_at', '>=', since)
      .select();
    return rows.map(runIn);
  }

  /** Those whose end is not known, and those that did not succeed and ended since. */
  async unsettled({ since }: { since: string }): Promise<Run[]> {
    const rows = await this.knex<RunRow>(RUNS)
      .where({ outcome: 'running' })
      .orWhere(one =>
        one
          .whereIn('outcome', ['failed', 'cancelled'])
          .whereRaw('coalesce(ended_at, started_at) >= ?', [since]),
      )
      .select();
    return rows.map(runIn);
  }

  /** Entity references of the templates that were ever run. */
  async templates(): Promise<string[]> {
    const rows = await this.knex<RunRow>(RUNS).distinct('template');
    return rows.map(({ template }) => template);
  }

  /** By task, what is known of these. */
  async runsOf(tasks: readonly string[]): Promise<Map<string, Run>> {
    const rows = await this.knex<RunRow>(RUNS)
      .whereIn('task', [...tasks])
      .select();
    return new Map(rows.map(row => [row.task, runIn(row)]));
  }

  /** Adds what is seen in a cluster to what is known; all of it or nothing. */
  async putLook(look: ClusterFindings): Promise<void> {
    const { cluster, at, services, bypasses, runs } = look;
    await this.knex.transaction(async knex => {
      await foldInto(knex, runs);
      for (const some of chunks(services)) {
        const known = await servicesOf(
          knex,
          some.map(({ key }) => key),
        );
        await putServices(
          knex,
          some.map(one => joined(known.get(one.key), one)),
        );
      }
      await knex<SightingRow>(SIGHTINGS)
        .where({ cluster })
        .where('last_at', '<', at)
        .whereNull('missed_at')
        .update({ missed_at: at });
      await knex<BypassRow>(BYPASSES).where({ cluster }).delete();
      for (const some of chunks(bypasses)) {
        await knex<BypassRow>(BYPASSES).insert(
          some.map(one => ({ ...one, uses: JSON.stringify(one.uses) })),
        );
      }
      await noteLook(knex, { source: cluster, at });
    });
  }

  /**
   * Of clusters that are no longer configured nothing is told any more, and of those
   * that are new that nobody has looked yet.
   */
  async keepSources(sources: readonly string[]): Promise<void> {
    await this.knex.transaction(async knex => {
      await knex<BypassRow>(BYPASSES)
        .whereNotIn('cluster', [...sources])
        .delete();
      await knex<LookRow>(LOOKS)
        .whereNotIn('source', [...sources])
        .delete();
      await knex<LookRow>(LOOKS)
        .insert(
          sources.map(source => ({
            ...{ source, looked_at: null, failed_at: null, message: null },
          })),
        )
        .onConflict('source')
        .ignore();
    });
  }

  async services(): Promise<Service[]> {
    return [...(await servicesOf(this.knex)).values()];
  }

  async bypasses(): Promise<Bypass[]> {
    const rows = await this.knex<BypassRow>(BYPASSES)
      .select()
      .orderBy(['cluster', 'namespace', 'kind', 'name']);
    return rows.map(row => ({ ...row, uses: JSON.parse(row.uses) }));
  }

  async noteLook(look: {
    source: string;
    at: string;
    message?: string;
  }): Promise<void> {
    await noteLook(this.knex, look);
  }

  async looks(): Promise<Look[]> {
    const rows = await this.knex<LookRow>(LOOKS).select();
    return rows.map(({ source, looked_at, failed_at, message }) => ({
      source,
      ...(looked_at !== null && { lookedAt: looked_at }),
      ...(failed_at !== null && { failedAt: failed_at }),
      ...(message !== null && { message }),
    }));
  }
}

/** One that failed does not take away when the last one succeeded. */
async function noteLook(
  knex: Knex,
  { source, at, message }: { source: string; at: string; message?: string },
): Promise<void> {
  const row: LookRow =
    message === undefined
      ? { source, looked_at: at, failed_at: null, message: null }
      : { source, looked_at: null, failed_at: at, message };
  await knex<LookRow>(LOOKS)
    .insert(row)
    .onConflict('source')
    .merge(
      message === undefined
        ? ['looked_at', 'failed_at', 'message']
        : ['failed_at', 'message'],
    );
}

/**
 * A service may be seen before its run is known, and is known by its component then:
 * it becomes what that run made, and is not counted twice.
 */
async function foldInto(
  knex: Knex,
  runs: ReadonlyMap<string, Run>,
): Promise<void> {
  const rows = await knex<ServiceRow>(SERVICES).whereNull('task').select('key');
  const keys = rows.map(({ key }) => key).filter(key => runs.has(key));
  for (const some of chunks(keys)) {
    const known = [...(await servicesOf(knex, some)).values()].map(one =>
      asOfRun(one, runs.get(one.key)!),
    );
    const there = await servicesOf(
      knex,
      known.map(({ key }) => key),
    );
    await knex<ServiceRow>(SERVICES).whereIn('key', some).delete();
    await knex<SightingRow>(SIGHTINGS).whereIn('key', some).delete();
    await putServices(
      knex,
      known.map(one => ({
        ...joined(there.get(one.key), one),
        // Of the two, the version now is that which was told of the run.
        version: there.get(one.key)?.version ?? one.version,
      })),
    );
  }
}

async function putServices(
  knex: Knex,
  services: readonly Service[],
): Promise<void> {
  for (const some of chunks(services)) {
    await knex<ServiceRow>(SERVICES)
      .insert(some.map(serviceRow))
      .onConflict('key')
      .merge();
  }
  for (const some of chunks(services.flatMap(sightingRows))) {
    await knex<SightingRow>(SIGHTINGS)
      .insert(some)
      .onConflict(['key', 'cluster'])
      .merge();
  }
}

/** By key; all of them unless some are named. */
async function servicesOf(
  knex: Knex,
  keys?: readonly string[],
): Promise<Map<string, Service>> {
  const services = knex<ServiceRow>(SERVICES);
  const sightings = knex<SightingRow>(SIGHTINGS).orderBy(['key', 'cluster']);
  if (keys) {
    services.whereIn('key', [...keys]);
    sightings.whereIn('key', [...keys]);
  }
  const found = new Map(
    (await services.select()).map(row => [row.key, serviceIn(row)]),
  );
  for (const row of await sightings.select()) {
    found.get(row.key)?.sightings.push(sightingIn(row));
  }
  return found;
}

function chunks<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, i) =>
    items.slice(i * CHUNK, (i + 1) * CHUNK),
  );
}
