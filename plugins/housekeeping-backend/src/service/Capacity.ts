import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  housekeepingCapacityReadPermission,
  type CapacityFilter,
  type CapacitySample,
  type CapacityView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  Wake,
  type Cluster,
  type Viewers,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { SampleStore } from '../database/SampleStore';
import { forecast } from '../domain/capacity/forecast';
import { join } from '../domain/capacity/join';
import { poolsOf, type PoolNow } from '../domain/capacity/pools';
import { RANGES } from '../domain/capacity/resolution';
import type { Settings } from '../domain/settings/settings';
import { nodeKind } from '../domain/kinds/others';
import type { Gate } from './Gate';
import { sourceOf, type Looks } from './Looks';
import type { PoolNotices } from './PoolNotices';
import { inWords, readNodeUse } from './readNodeUse';
import type { Sink } from './watchLooks';

/** Milliseconds. */
const OPEN_TIMEOUT = 20_000;
/** Milliseconds that a forecast looks back. */
const TREND = 7 * 24 * 3_600_000;

type ClusterCapacity = CapacityView['clusters'][number];

interface CapacityOptions {
  gate: Gate;
  logger: LoggerService;
  looks: Looks;
  poolNotices: PoolNotices;
  samples: SampleStore;
  sampleEverySeconds: number;
  settings: Settings;
  viewers: Viewers;
  now: () => Date;
}

/** How full clusters are, were, and will be. */
export class Capacity {
  private constructor(private readonly options: CapacityOptions) {}

  static create(options: CapacityOptions): Capacity {
    return new Capacity(options);
  }

  /** Takes one sample of each pool, and joins old ones. One cluster's trouble is its own. */
  async sample(signal?: AbortSignal): Promise<void> {
    const { looks, samples, logger, now } = this.options;
    const clusters = await looks.clusters();
    await Promise.all(
      clusters.map(async cluster => {
        try {
          await this.sampleOne(cluster, signal);
        } catch (error) {
          if (!signal?.aborted) {
            logger.warn(`No sample of the capacity of '${cluster.name}'`, {
              reason: stringifyError(error),
            });
          }
        }
      }),
    );
    await samples.thin(now());
  }

  /** @throws NotAllowedError if the viewer may not see it */
  async view(
    filter: CapacityFilter,
    credentials: BackstageCredentials,
  ): Promise<CapacityView> {
    const { gate, looks, viewers, now } = this.options;
    await gate.requireBasic(
      housekeepingCapacityReadPermission,
      'see the capacity of clusters',
      viewers.requireUser(credentials),
    );
    const clusters = await looks.clusters(filter.cluster);
    const at = now();
    return {
      at: at.toISOString(),
      range: filter.range,
      resolutionSeconds: RANGES[filter.range].resolution,
      clusters: await Promise.all(
        clusters.map(cluster => this.viewOne(cluster, filter.range, at)),
      ),
    };
  }

  /** The same, again with each sample. */
  async watch(
    filter: CapacityFilter,
    credentials: BackstageCredentials,
    sink: Sink<CapacityView>,
  ): Promise<void> {
    const wake = new Wake();
    while (!sink.signal.aborted) {
      await sink.send(await this.view(filter, credentials));
      await wake.sleep({
        timeout: Math.max(1, this.options.sampleEverySeconds) * 1000,
        signal: sink.signal,
      });
    }
  }

  private async sampleOne(
    cluster: Cluster,
    signal?: AbortSignal,
  ): Promise<void> {
    const { looks, samples, settings, now } = this.options;
    const lease = await looks.open(cluster, { timeout: OPEN_TIMEOUT, signal });
    try {
      // Half of the pods would look like room.
      if (lease.state !== 'live') {
        return;
      }
      const { measured } = await readNodeUse(cluster.reader);
      const { pools } = poolsOf(sourceOf(lease), settings.capacity, measured);
      const at = now().toISOString();
      await samples.add(
        cluster.name,
        pools.map(pool => ({ pool: pool.name, sample: sampleOf(pool, at) })),
      );
      await this.warnOf(cluster, pools);
    } finally {
      lease.release();
    }
  }

  private async warnOf(
    cluster: Cluster,
    pools: readonly PoolNow[],
  ): Promise<void> {
    const { poolNotices, samples, settings } = this.options;
    const now = this.options.now();
    const from = new Date(now.getTime() - TREND);
    const known = await samples.since(cluster.name, from);
    await poolNotices.tell(
      cluster,
      pools.flatMap(pool =>
        forecast(pool, known.get(pool.name) ?? [], {
          ...settings.capacity,
          now,
        }).map(warning => ({ ...warning, pool: pool.name })),
      ),
    );
  }

  private async viewOne(
    cluster: Cluster,
    range: CapacityFilter['range'],
    now: Date,
  ): Promise<ClusterCapacity> {
    const { looks, samples, settings } = this.options;
    const lease = await looks.open(cluster);
    try {
      const use = await readNodeUse(cluster.reader);
      const source = sourceOf(lease);
      const { pools, pending } = poolsOf(
        source,
        settings.capacity,
        use.measured,
      );
      const { seconds, resolution } = RANGES[range];
      const back = Math.max(seconds * 1000, TREND);
      const known = await samples.since(
        cluster.name,
        new Date(now.getTime() - back),
      );
      const from = new Date(now.getTime() - seconds * 1000).toISOString();
      const { name, title } = cluster;
      const { state, message } = lease;
      return {
        name,
        title,
        state,
        ...(message && { message }),
        metrics: inWords(use, [...source.items(nodeKind)]),
        pending,
        pools: pools.map(pool => {
          const all = known.get(pool.name) ?? [];
          return {
            ...pool,
            warnings: forecast(pool, lately(all, now), {
              ...settings.capacity,
              now,
            }),
            samples: join(
              all.filter(({ at }) => at >= from),
              resolution,
            ),
          };
        }),
      };
    } finally {
      lease.release();
    }
  }
}

function lately(
  samples: readonly CapacitySample[],
  now: Date,
): CapacitySample[] {
  const from = new Date(now.getTime() - TREND).toISOString();
  return samples.filter(({ at }) => at >= from);
}

function sampleOf(
  { nodes, cpu, memory, pods }: PoolNow,
  at: string,
): CapacitySample {
  return { at, nodes, cpu, memory, pods };
}
