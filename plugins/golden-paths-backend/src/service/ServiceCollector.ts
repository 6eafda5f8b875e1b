import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { GOLDEN_PATH_ENTITY_ANNOTATIONS } from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  Cluster,
  FairwayClusters,
} from '@fairway-idp/backstage-plugin-fairway-node';
import {
  TYPES,
  WORKLOAD_TYPES,
} from '@fairway-idp/backstage-plugin-fairway-node/workloads';
import { isPassing } from '@fairway-idp/backstage-plugin-golden-paths-node';
import type { V1Namespace, V1Pod } from '@kubernetes/client-node';
import type { AdoptionStore } from '../database/AdoptionStore';
import {
  madeEntityOf,
  registering,
  sortWorkloads,
  waitingIn,
  type Known,
} from '../domain/adoption/sort';
import { workloadOf, type Workload } from '../domain/adoption/workloadOf';
import type { AdoptionSettings } from './readSettings';

/** Milliseconds for one list. */
const TIMEOUT = 60_000;
/** Where it says how looks at the scaffolder went. */
export const SCAFFOLDER = 'scaffolder';
/** What is looked for. */
const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob'] as const;

/** What a cluster had. */
interface ClusterLook {
  cluster: string;
  workloads: readonly Workload[];
  pods: readonly V1Pod[];
}

/** All that is known when clusters are looked at. */
interface Facts extends Known {
  /** Keys of the services that were seen ready. */
  ready: ReadonlySet<string>;
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
    const all = await clusters.list();
    await store.keepSources([SCAFFOLDER, ...all.map(({ name }) => name)]);
    const known = this.known();
    // Each cluster that is not looked at for want of it says so.
    known.catch(() => undefined);
    for (const cluster of all) {
      signal?.throwIfAborted();
      try {
        await this.take(await readCluster(cluster, await known, signal), {
          at: at.toISOString(),
          known: await known,
        });
      } catch (error) {
        const { name: source } = cluster;
        const message = (error as Error).message;
        logger.warn(`${source}: ${stringifyError(error)}`);
        await store.noteLook({ source, at: at.toISOString(), message });
      }
    }
  }

  /** Writes down what a cluster had. */
  private async take(
    { cluster, workloads, pods }: ClusterLook,
    { at, known }: { at: string; known: Known },
  ): Promise<void> {
    const its = byNamespace(pods);
    const found = sortWorkloads(
      workloads.map(one => workloadOf(cluster, one, its)),
      known,
      at,
    );
    await this.options.store.putLook({
      ...{ cluster, at, ...found },
      runs: registering(known),
    });
  }

  private async known(): Promise<Facts> {
    const { auth, catalog, settings, store } = this.options;
    const annotation = `metadata.annotations.${GOLDEN_PATH_ENTITY_ANNOTATIONS.template}`;
    const { items } = await catalog.getEntities(
      {
        filter: { kind: 'Component', [annotation]: CATALOG_FILTER_EXISTS },
        fields: ['kind', 'metadata'],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    const looks = await store.looks();
    const services = await store.services();
    return {
      ...settings,
      ready: new Set(services.flatMap(one => (one.readyAt ? [one.key] : []))),
      runs: await store.runs(),
      areRunsComplete: looks.some(
        ({ source, lookedAt }) => source === SCAFFOLDER && lookedAt,
      ),
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

/** Pods are asked for only where somebody waits for the first one. */
async function readCluster(
  cluster: Cluster,
  known: Facts,
  signal?: AbortSignal,
): Promise<ClusterLook> {
  const { name } = cluster;
  const workloads = await readWorkloads(cluster, signal);
  const waiting = waitingIn(
    workloads.map(one => workloadOf(name, one, new Map())),
    known,
    known.ready,
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

/**
 * What is there to stay: a preview bears the names of what it is a preview of, and a
 * workspace is a Deployment that nobody deployed.
 */
async function readWorkloads(
  { reader }: Cluster,
  signal?: AbortSignal,
): Promise<Workload[]> {
  const options = { timeout: TIMEOUT, signal };
  const namespaces = await reader.list<V1Namespace>(TYPES.Namespace, options);
  const passing = new Set(
    namespaces.flatMap(({ metadata }) =>
      isPassing(metadata?.labels) ? [metadata?.name] : [],
    ),
  );
  const workloads: Workload[] = [];
  for (const kind of KINDS) {
    const found = await reader.list<Workload>(WORKLOAD_TYPES[kind], options);
    // A list does not repeat the kind in each of its items.
    workloads.push(
      ...found
        .filter(({ metadata }) => !passing.has(metadata?.namespace))
        .map(object => ({ ...object, kind })),
    );
  }
  return workloads;
}
