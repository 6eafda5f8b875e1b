import {
  ENVIRONMENT_LABELS,
  readEnvironment,
  type Environment,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  CachedKind,
  CacheLease,
  Cluster,
  Projection,
  WarningStore,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject } from '@kubernetes/client-node';
import {
  claimKind,
  limitRangeKind,
  networkPolicyKind,
  quotaKind,
} from '../domain/kinds/guards';
import { namespaceKind, type NamespaceFacts } from '../domain/kinds/namespace';
import {
  autoscalerKind,
  cronJobKind,
  deploymentKind,
  statefulSetKind,
} from '../domain/kinds/workloads';
import type { Observed } from '../domain/plan/types';
import type { Settings } from '../domain/settings/settings';
import type { Known } from '../domain/view/environmentView';
import type { Wishes } from './Wishes';

/** Kinds that are looked at inside a namespace. */
const INSIDE = [
  quotaKind,
  limitRangeKind,
  networkPolicyKind,
  claimKind,
  deploymentKind,
  statefulSetKind,
  cronJobKind,
  autoscalerKind,
] as const;

/** Every kind that a look at a cluster holds. */
export const ALL_KINDS: CachedKind<Projection>[] = [namespaceKind, ...INSIDE];

/** What a namespace that bears our mark turned out to be. */
export type Found =
  | { namespace: NamespaceFacts; known: Known }
  | { namespace: NamespaceFacts; problems: string[] };

/** Items of a kind in one namespace, wherever they come from. */
type Items = <P extends Projection>(kind: CachedKind<P>) => Iterable<P>;

type Warnings = Awaited<ReturnType<WarningStore['newest']>>;

interface ObserverOptions {
  settings: Settings;
  wishes: Wishes;
  warnings: WarningStore;
}

/** Looks at environments: all of a cluster in the cache, or one afresh. */
export class Observer {
  private constructor(private readonly options: ObserverOptions) {}

  static create(options: ObserverOptions): Observer {
    return new Observer(options);
  }

  /** The portal's environments in a cluster, as the cache has them. */
  inCache(cluster: string, lease: CacheLease, warnings: Warnings): Found[] {
    const namespaces = lease
      .reflector(namespaceKind)
      .withLabel(ENVIRONMENT_LABELS.managed, 'true');
    return [...namespaces].flatMap(namespace => {
      const items: Items = kind => lease.reflector(kind).items(namespace.name);
      return this.read(cluster, namespace, { items, warnings }) ?? [];
    });
  }

  /** One of them; without its warning, which decides nothing but its end. */
  oneInCache(
    cluster: string,
    lease: CacheLease,
    name: string,
  ): Found | undefined {
    const namespace = lease.reflector(namespaceKind).get('', name);
    const items: Items = kind => lease.reflector(kind).items(name);
    return (
      namespace && this.read(cluster, namespace, { items, warnings: new Map() })
    );
  }

  /**
   * One environment, read from the API server itself under the operator's
   * account; undefined if the namespace is not (or no longer) this portal's.
   *
   * @throws KubernetesApiError if the namespace cannot be read
   */
  async afresh(cluster: Cluster, name: string): Promise<Found | undefined> {
    const namespace = namespaceKind.project(
      await cluster.operator.get<KubernetesObject>({
        type: namespaceKind.type,
        name,
      }),
    );
    const unknown: string[] = [];
    const lists = new Map<unknown, Projection[]>();
    await Promise.all(
      INSIDE.map(async kind => {
        try {
          const objects = await cluster.operator.list(kind.type, {
            namespace: name,
          });
          lists.set(kind, objects.map(kind.project));
        } catch (error) {
          unknown.push(`${kind.type.plural}: ${(error as Error).message}`);
        }
      }),
    );
    const warning = await this.options.warnings.newestOf(
      cluster.name,
      namespace.uid,
    );
    return this.read(cluster.name, namespace, {
      // What is in the map under a kind was projected by that very kind.
      items: <P extends Projection>(kind: CachedKind<P>) =>
        (lists.get(kind) ?? []) as P[],
      warnings: new Map(warning && [[namespace.uid, warning]]),
      unknown,
    });
  }

  private read(
    cluster: string,
    namespace: NamespaceFacts,
    sources: { items: Items; warnings: Warnings; unknown?: string[] },
  ): Found | undefined {
    const { settings } = this.options;
    const reading = readEnvironment({ metadata: namespace }, settings);
    if (reading.outcome === 'foreign') {
      return undefined;
    }
    if (reading.outcome === 'garbled') {
      return { namespace, problems: reading.problems };
    }
    const { environment } = reading;
    try {
      const desired = this.options.wishes.for(environment);
      const observed = observe(environment, namespace, sources);
      const { items } = sources;
      const quotas = [...items(quotaKind)];
      const claims = [...items(claimKind)];
      return {
        namespace,
        known: { cluster, desired, observed, quotas, claims },
      };
    } catch (error) {
      return { namespace, problems: [(error as Error).message] };
    }
  }
}

function observe(
  environment: Environment,
  namespace: NamespaceFacts,
  sources: { items: Items; warnings: Warnings; unknown?: string[] },
): Observed {
  const { items, warnings, unknown = [] } = sources;
  const guards = [quotaKind, limitRangeKind, networkPolicyKind] as const;
  return {
    environment,
    namespace,
    guardRails: new Set(
      guards.flatMap(kind =>
        [...items<Projection>(kind)].map(
          ({ name }) => `${kind.type.kind}/${name}`,
        ),
      ),
    ),
    scalables: [...items(deploymentKind), ...items(statefulSetKind)].filter(
      isNotGoing,
    ),
    cronJobs: [...items(cronJobKind)].filter(isNotGoing),
    autoscalers: [...items(autoscalerKind)],
    warning: warnings.get(namespace.uid),
    unknown,
  };
}

function isNotGoing({ deletingSince }: { deletingSince?: string }): boolean {
  return deletingSince === undefined;
}
