import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ENVIRONMENT_LABELS,
  readEnvironment,
  type PreviewEnvironment,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  CachedKind,
  CacheLease,
  FairwayClusters,
  Projection,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { namespaceKind } from '../../domain/kinds/namespace';
import { jobKind, podKind } from '../../domain/kinds/pods';
import { routeKind } from '../../domain/kinds/routes';
import { plan } from '../../domain/plan/plan';
import { sightOf } from '../../domain/preview/plan/sightOf';
import { targetOf } from '../../domain/preview/plan/targetOf';
import type { Sight } from '../../domain/preview/plan/types';
import type { PreviewRecord } from '../../domain/preview/record/record';
import type { PreviewSettings } from '../../domain/preview/settings';
import type { PreviewLook } from '../../domain/preview/show/look';
import type { Settings } from '../../domain/settings/settings';
import { ALL_KINDS, type Observer } from '../Observer';
import type { PreviewSources } from './PreviewSources';
import { Swarm } from './Swarm';

/** What is looked at beside what every environment has. */
const KINDS: CachedKind<Projection>[] = [...ALL_KINDS, podKind, jobKind];
const OPEN_TIMEOUT = 10_000;

interface LooksOptions {
  clusters: FairwayClusters;
  logger: LoggerService;
  observer: Observer;
  previews: PreviewSettings;
  settings: Settings;
  sources: PreviewSources;
  now: () => Date;
}

interface Held {
  lease: CacheLease;
  /** Apart, as not every cluster has the Gateway API. */
  routes?: CacheLease;
}

/** Sees previews as the watch cache has them, for as long as the portal runs. */
export class Looks {
  private readonly held = new Map<string, Promise<Held>>();
  private readonly listeners = new Set<(names: ReadonlySet<string>) => void>();

  private constructor(private readonly options: LooksOptions) {}

  static create(options: LooksOptions): Looks {
    return new Looks(options);
  }

  /** Calls back with the names of the previews that changed; returns its stop. */
  onChange(listener: (names: ReadonlySet<string>) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** All previews of this portal in a cluster that can be understood, as the cache has them. */
  async previewsIn(cluster: string): Promise<PreviewEnvironment[]> {
    const { lease } = await this.hold(cluster);
    const namespaces = lease.reflector(namespaceKind);
    return namesIn(lease, labels => this.isOurs(labels)).flatMap(name => {
      const reading = readEnvironment(
        { metadata: namespaces.get('', name) },
        this.options.settings,
      );
      return reading.outcome === 'environment' &&
        reading.environment.kind === 'preview'
        ? [reading.environment]
        : [];
    });
  }

  /** A preview as it is now. */
  async of(record: PreviewRecord): Promise<PreviewLook> {
    const { sources, previews } = this.options;
    const { host, repositoryId } = record.key;
    await sources.refresh();
    const target = targetOf(record, sources.find(host, repositoryId), previews);
    const nothing = { scalables: [], pods: [], jobs: [] };
    try {
      const held = await this.hold(record.cluster);
      return { record, target, ...nothing, ...this.see(held, record) };
    } catch (error) {
      const why = (error as Error).message;
      return { record, target, ...nothing, sight: { state: 'unknown', why } };
    }
  }

  /** Lets all clusters go. */
  async stop(): Promise<void> {
    const all = await Promise.allSettled(this.held.values());
    for (const one of all) {
      if (one.status === 'fulfilled') {
        one.value.lease.release();
        one.value.routes?.release();
      }
    }
  }

  /** Looks at a cluster from now on. */
  hold(cluster: string): Promise<Held> {
    let held = this.held.get(cluster);
    if (!held) {
      held = this.open(cluster);
      this.held.set(cluster, held);
      // A cluster that is not configured now may be so later.
      held.catch(() => this.held.delete(cluster));
    }
    return held;
  }

  private see(
    { lease, routes }: Held,
    record: PreviewRecord,
  ): Pick<PreviewLook, 'sight'> & Partial<PreviewLook> {
    const { name, cluster } = record;
    if (lease.state !== 'live') {
      return {
        sight: { state: 'unknown', why: lease.message ?? lease.state },
      };
    }
    const namespace = lease.reflector(namespaceKind).get('', name);
    const sight: Sight = namespace
      ? sightOf(namespace, record.key, this.options.settings)
      : { state: 'absent' };
    if (sight.state !== 'present') {
      return { sight };
    }
    const { observer, now } = this.options;
    const found = observer.oneInCache(cluster, lease, name);
    const routesState = routes?.state === 'live' ? routes : undefined;
    return {
      sight,
      ...(found && 'known' in found && environmentOf(found.known, now())),
      pods: [...lease.reflector(podKind).items(name)],
      jobs: [...lease.reflector(jobKind).items(name)],
      routes: routesState && [...routesState.reflector(routeKind).items(name)],
    };
  }

  private async open(name: string): Promise<Held> {
    const cluster = await this.options.clusters.get(name);
    const timeout = OPEN_TIMEOUT;
    const lease = await cluster.cache.open(KINDS, { timeout });
    const routes = this.options.previews.gateway
      ? await cluster.cache.open([routeKind], { timeout })
      : undefined;
    const swarm = new Swarm(names =>
      this.listeners.forEach(tell => tell(names)),
    );
    const concerns = (item: Projection) => {
      const preview = this.previewOf(lease, item);
      if (preview) {
        swarm.add(preview);
      }
      return false;
    };
    // Called itself only when a list was read anew: anything may have changed.
    const everything = () =>
      namesIn(lease, labels => this.isOurs(labels)).forEach(one =>
        swarm.add(one),
      );
    lease.onChange(everything, { concerns });
    routes?.onChange(everything, { concerns });
    return { lease, routes };
  }

  /** Name of the preview that an object is, or belongs to. */
  private previewOf(
    lease: CacheLease,
    { namespace, name, labels }: Projection,
  ): string | undefined {
    if (namespace === '') {
      return this.isOurs(labels) ? name : undefined;
    }
    const around = lease.reflector(namespaceKind).get('', namespace);
    return around && this.isOurs(around.labels) ? namespace : undefined;
  }

  private isOurs(labels: Readonly<Record<string, string>>): boolean {
    return (
      labels[ENVIRONMENT_LABELS.managed] === 'true' &&
      labels[ENVIRONMENT_LABELS.kind] === 'preview' &&
      labels[ENVIRONMENT_LABELS.instance] === this.options.settings.instance
    );
  }
}

function namesIn(
  lease: CacheLease,
  isOurs: (labels: Readonly<Record<string, string>>) => boolean,
): string[] {
  return [
    ...lease
      .reflector(namespaceKind)
      .withLabel(ENVIRONMENT_LABELS.managed, 'true'),
  ]
    .filter(({ labels }) => isOurs(labels))
    .map(({ name }) => name);
}

type Known = Extract<
  NonNullable<ReturnType<Observer['oneInCache']>>,
  { known: unknown }
>['known'];

function environmentOf(
  known: Known,
  now: Date,
): Pick<PreviewLook, 'environment' | 'scalables'> {
  const { state, findings } = plan(known.desired, known.observed, now);
  return {
    environment: { state, findings: findings.map(({ message }) => message) },
    scalables: known.observed.scalables,
  };
}
