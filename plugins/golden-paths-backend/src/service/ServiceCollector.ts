import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  Cluster,
  FairwayClusters,
} from '@fairway-idp/backstage-plugin-fairway-node';
import {
  TYPES,
  WORKLOAD_TYPES,
} from '@fairway-idp/backstage-plugin-fairway-node/workloads';
import type { V1Pod } from '@kubernetes/client-node';
import type { AdoptionStore } from '../database/AdoptionStore';
import {
  madeEntityOf,
  sortWorkloads,
  waitingIn,
  type Known,
} from '../domain/adoption/sort';
import { workloadOf, type Workload } from '../domain/adoption/workloadOf';
import type { AdoptionSettings } from './readSettings';

/** Milliseconds for one list. */
const TIMEOUT = 60_000;
/** What is there to stay. */
const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob'] as const;

/** What a cluster had. */
export interface ClusterLook {
  cluster: string;
  workloads: readonly Workload[];
  pods: readonly V1Pod[];
}

interface ServiceCollectorOptions {
  auth: AuthService;
  catalog: CatalogService;
  clusters: FairwayClusters;
  logger: LoggerService;
  settings: AdoptionSettings;
  store: AdoptionStore;
  now: () => Date;
}

/** Looks at clusters: what golden paths made, and what came without one. */
export class ServiceCollector {
  private constructor(private readonly options: ServiceCollectorOptions) {}

  static create(options: ServiceCollectorOptions): ServiceCollector {
    return new ServiceCollector(options);
  }

  /** A cluster that does not answer is said, and takes away nothing. */
  async collect(signal?: AbortSignal): Promise<void> {
    const { clusters, logger, store, now } = this.options;
    const at = now();
    for (const cluster of await clusters.list()) {
      signal?.throwIfAborted();
      const look = { source: cluster.name, at: at.toISOString() };
      try {
        await this.take(await this.look(cluster, signal), at);
      } catch (error) {
        const message = (error as Error).message;
        logger.warn(`${cluster.name}: ${stringifyError(error)}`);
        await store.noteLook({ ...look, message });
      }
    }
  }

  /** Writes down what a cluster had. */
  async take(look: ClusterLook, at: Date): Promise<void> {
    const { store } = this.options;
    const { cluster } = look;
    const pods = byNamespace(look.pods);
    const { services, bypasses } = sortWorkloads(
      look.workloads.map(one => workloadOf(cluster, one, pods)),
      await this.known(),
      at.toISOString(),
    );
    await store.putServices(services);
    await store.setBypasses(cluster, bypasses);
    await store.noteLook({ source: cluster, at: at.toISOString() });
  }

  /** Pods are asked for only where somebody waits for the first one. */
  private async look(
    cluster: Cluster,
    signal?: AbortSignal,
  ): Promise<ClusterLook> {
    const { name } = cluster;
    const workloads = await readWorkloads(cluster, signal);
    const services = await this.options.store.services();
    const waiting = waitingIn(
      workloads.map(one => workloadOf(name, one, new Map())),
      await this.known(),
      new Set(services.flatMap(one => (one.readyAt ? [one.key] : []))),
    );
    const pods: V1Pod[] = [];
    for (const namespace of waiting) {
      pods.push(
        ...(await cluster.reader.list<V1Pod>(TYPES.Pod, {
          ...{ namespace, timeout: TIMEOUT, signal },
        })),
      );
    }
    return { cluster: name, workloads, pods };
  }

  private async known(): Promise<Known> {
    const { auth, catalog, settings, store } = this.options;
    const { items } = await catalog.getEntities(
      { filter: { kind: 'Component' }, fields: ['kind', 'metadata'] },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return {
      ...settings,
      runs: await store.runs(),
      entities: items.flatMap(entity => madeEntityOf(entity) ?? []),
    };
  }
}

function byNamespace(pods: readonly V1Pod[]): Map<string, V1Pod[]> {
  const found = new Map<string, V1Pod[]>();
  for (const pod of pods) {
    const namespace = pod.metadata?.namespace ?? '';
    const its = found.get(namespace) ?? [];
    its.push(pod);
    found.set(namespace, its);
  }
  return found;
}

async function readWorkloads(
  { reader }: Cluster,
  signal?: AbortSignal,
): Promise<Workload[]> {
  const workloads: Workload[] = [];
  for (const kind of KINDS) {
    const found = await reader.list<Workload>(WORKLOAD_TYPES[kind], {
      ...{ timeout: TIMEOUT, signal },
    });
    // A list does not repeat the kind in each of its items.
    workloads.push(...found.map(object => ({ ...object, kind })));
  }
  return workloads;
}
