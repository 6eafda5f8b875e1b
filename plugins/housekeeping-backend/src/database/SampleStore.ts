import {
  CAPACITY_RESOURCES,
  type CapacityResource,
  type CapacitySample,
  type CapacityUse,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { Knex } from 'knex';
import { join } from '../domain/capacity/join';
import { LEVELS } from '../domain/capacity/resolution';

const TABLE = 'housekeeping_samples';

type Column = `${CapacityResource}_${'allocatable' | 'requested' | 'used'}`;

interface Row extends Partial<Record<Column, number | null>> {
  cluster: string;
  pool: string;
  resolution: number;
  at: string;
  nodes: number;
}

/** How full node pools were; coarser the longer ago it was. */
export class SampleStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): SampleStore {
    return new SampleStore(options.knex);
  }

  /** Of a pool, at the finest level. Two replicas at once count as one. */
  async add(
    cluster: string,
    samples: ReadonlyArray<{ pool: string; sample: CapacitySample }>,
  ): Promise<void> {
    const [{ resolution }] = LEVELS;
    const rows = samples.map(({ pool, sample }) =>
      toRow({ cluster, pool, resolution }, sample),
    );
    if (rows.length > 0) {
      await this.insert(this.knex, rows);
    }
  }

  /** Oldest first, by pool. */
  async since(
    cluster: string,
    from: Date,
  ): Promise<Map<string, CapacitySample[]>> {
    const rows = await this.knex<Row>(TABLE)
      .where({ cluster })
      .andWhere('at', '>=', from.toISOString())
      .orderBy('at', 'asc')
      .select();
    const pools = new Map<string, CapacitySample[]>();
    for (const row of rows) {
      const samples = pools.get(row.pool);
      if (samples) {
        samples.push(fromRow(row));
      } else {
        pools.set(row.pool, [fromRow(row)]);
      }
    }
    return pools;
  }

  /** Joins what is older than its level keeps it, and lets the oldest go. */
  async thin(now: Date): Promise<void> {
    for (const [i, level] of LEVELS.entries()) {
      const next = LEVELS.at(i + 1);
      const cut = cutOf(now, level.keep, next?.resolution ?? 1);
      await this.knex.transaction(async transaction => {
        const old = () =>
          transaction<Row>(TABLE)
            .where({ resolution: level.resolution })
            .andWhere('at', '<', cut);
        if (next) {
          const rows = await old().orderBy('at', 'asc').select();
          const joined = joinRows(rows, next.resolution);
          if (joined.length > 0) {
            await this.insert(transaction, joined);
          }
        }
        await old().delete();
      });
    }
  }

  private async insert(knex: Knex, rows: readonly Row[]): Promise<void> {
    for (let i = 0; i < rows.length; i += 50) {
      await knex<Row>(TABLE)
        .insert(rows.slice(i, i + 50))
        .onConflict(['cluster', 'pool', 'resolution', 'at'])
        .ignore();
    }
  }
}

/** At the beginning of a stretch, so that each is joined as a whole. */
function cutOf(now: Date, keep: number, resolution: number): string {
  const seconds = now.getTime() / 1000 - keep;
  return new Date(
    Math.floor(seconds / resolution) * resolution * 1000,
  ).toISOString();
}

function joinRows(rows: readonly Row[], resolution: number): Row[] {
  const pools = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.cluster, row.pool]);
    pools.set(key, [...(pools.get(key) ?? []), row]);
  }
  return [...pools.values()].flatMap(some => {
    const [{ cluster, pool }] = some;
    return join(some.map(fromRow), resolution).map(sample =>
      toRow({ cluster, pool, resolution }, sample),
    );
  });
}

function toRow(
  place: Pick<Row, 'cluster' | 'pool' | 'resolution'>,
  { at, nodes, ...uses }: CapacitySample,
): Row {
  const columns = CAPACITY_RESOURCES.flatMap(resource => {
    const { allocatable, requested, used } = uses[resource];
    return [
      [`${resource}_allocatable`, allocatable],
      [`${resource}_requested`, requested],
      [`${resource}_used`, used ?? null],
    ];
  });
  return { ...place, at, nodes, ...Object.fromEntries(columns) };
}

function fromRow(row: Row): CapacitySample {
  const use = (resource: CapacityResource): CapacityUse => {
    const used = row[`${resource}_used`];
    return {
      allocatable: row[`${resource}_allocatable`] ?? 0,
      requested: row[`${resource}_requested`] ?? 0,
      ...(typeof used === 'number' && { used }),
    };
  };
  const { at, nodes } = row;
  return {
    at,
    nodes,
    cpu: use('cpu'),
    memory: use('memory'),
    pods: use('pods'),
  };
}
