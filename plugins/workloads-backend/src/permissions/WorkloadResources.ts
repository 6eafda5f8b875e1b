import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  parseWorkloadRef,
  type WorkloadRef,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ownersOf,
  type FairwayClusters,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { V1Namespace } from '@kubernetes/client-node';
import { TYPES } from '@fairway-idp/backstage-plugin-fairway-node/workloads';
import type { WorkloadResource } from './resource';

type Labels = Readonly<Record<string, string>>;

/** Milliseconds for which a namespace's labels are good. */
const KEEP_FOR = 15_000;
/** Milliseconds: a policy must not wait for a cluster that hangs. */
const TIMEOUT = 3_000;

interface ResourcesOptions {
  auth: AuthService;
  catalog: CatalogService;
  clusters: FairwayClusters;
  now?: () => number;
}

/**
 * Loads what rules ask about, with the portal's own credentials: a policy must
 * see an entity's owner also where the user may not see the entity.
 */
export class WorkloadResources {
  private readonly labels = new Map<
    string,
    { until: number; value: Promise<Labels> }
  >();

  private constructor(private readonly options: ResourcesOptions) {}

  static create(options: ResourcesOptions): WorkloadResources {
    return new WorkloadResources(options);
  }

  /**
   * In the order of the references; undefined for those that mean nothing, for
   * which the framework answers no.
   */
  async load(
    resourceRefs: string[],
  ): Promise<Array<WorkloadResource | undefined>> {
    const refs = resourceRefs.map(parseOrNothing);
    const owners = await this.ownersOf(refs);
    return Promise.all(
      refs.map(async ref => {
        const known = ref && owners.get(ref.entityRef);
        if (!ref || !known) {
          return undefined;
        }
        const { cluster, namespace, kind } = ref;
        const namespaceLabels = await this.labelsOf(cluster, namespace);
        return { owners: known, cluster, namespace, kind, namespaceLabels };
      }),
    );
  }

  private async ownersOf(
    refs: Array<WorkloadRef | undefined>,
  ): Promise<Map<string, string[]>> {
    const { auth, catalog } = this.options;
    const entityRefs = [...new Set(refs.flatMap(ref => ref?.entityRef ?? []))];
    if (entityRefs.length === 0) {
      return new Map();
    }
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs, fields: ['kind', 'metadata', 'relations'] },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return new Map(
      entityRefs.flatMap((entityRef, i) => {
        const entity = items[i];
        return entity ? [[entityRef, ownersOf(entity)] as const] : [];
      }),
    );
  }

  private labelsOf(cluster: string, namespace: string): Promise<Labels> {
    const now = this.options.now?.() ?? Date.now();
    const key = `${cluster}|${namespace}`;
    const known = this.labels.get(key);
    if (known && now < known.until) {
      return known.value;
    }
    this.forgetOld(now);
    const value = this.readLabels(cluster, namespace);
    this.labels.set(key, { until: now + KEEP_FOR, value });
    return value;
  }

  private forgetOld(now: number): void {
    for (const [key, { until }] of this.labels) {
      if (now >= until) {
        this.labels.delete(key);
      }
    }
  }

  /** A cluster that does not tell has no labels: a rule that needs one says no. */
  private async readLabels(name: string, namespace: string): Promise<Labels> {
    try {
      const cluster = await this.options.clusters.get(name);
      const { metadata } = await cluster.reader.get<V1Namespace>(
        { type: TYPES.Namespace, name: namespace },
        { timeout: TIMEOUT },
      );
      return metadata?.labels ?? {};
    } catch {
      return {};
    }
  }
}

function parseOrNothing(text: string): WorkloadRef | undefined {
  try {
    return parseWorkloadRef(text);
  } catch {
    return undefined;
  }
}
