import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  WorkloadRef,
  WorkloadVerb,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  isMember,
  KubernetesApiError,
  type Cluster,
  type FairwayClusters,
  type KubernetesClient,
  type ObjectPath,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject } from '@kubernetes/client-node';
import { WORKLOAD_TYPES } from '@fairway-idp/backstage-plugin-fairway-node/workloads';
import type { Entities, EntityScope } from './Entities';
import type { Gate } from './Gate';
import type { UserCredentials, Viewers } from './Viewers';

/** A workload that a person may do something with, read afresh. */
export interface Target<W extends KubernetesObject = KubernetesObject> {
  /** With the entity's reference in its one spelling. */
  ref: WorkloadRef;
  scope: EntityScope;
  cluster: Cluster;
  path: ObjectPath;
  /** The API server, as this person may use it. */
  client: KubernetesClient;
  workload: W;
}

interface TargetsOptions {
  entities: Entities;
  viewers: Viewers;
  gate: Gate;
  clusters: FairwayClusters;
}

/** Finds what a person wants to do something with, and whether they may. */
export class Targets {
  private constructor(private readonly options: TargetsOptions) {}

  static create(options: TargetsOptions): Targets {
    return new Targets(options);
  }

  /**
   * Entity (as the user sees it), then permission, then a fresh read as the
   * user, then membership: whoever owns *some* entity gains nothing by naming a
   * workload that is not that entity's.
   *
   * @throws NotAllowedError, NotFoundError or a cluster's own error
   */
  async find<W extends KubernetesObject>(
    verb: WorkloadVerb,
    input: WorkloadRef,
    credentials: BackstageCredentials,
  ): Promise<Target<W>> {
    const { entities, viewers, gate, clusters } = this.options;
    const user: UserCredentials = viewers.requireUser(credentials);
    const scope = await entities.scopeOf(input.entityRef, user);
    const { cluster: clusterName, namespace, kind, name } = input;
    const ref: WorkloadRef = {
      entityRef: scope.entityRef,
      cluster: clusterName,
      namespace,
      kind,
      name,
    };
    await gate.require(verb, ref, { credentials: user, scope });
    const cluster = await clusters.get(clusterName);
    const client = await viewers.actingFor(cluster, user);
    const path = { type: WORKLOAD_TYPES[kind], namespace, name };
    const workload = await readWorkload<W>(client, path, ref);
    requireMember(scope, ref, workload);
    return { ref, scope, cluster, path, client, workload };
  }
}

/** `Deployment shop-dev/web in cluster dev` */
export function nameOf({ kind, namespace, name, cluster }: WorkloadRef) {
  return `${kind} ${namespace}/${name} in cluster ${cluster}`;
}

async function readWorkload<W extends KubernetesObject>(
  client: KubernetesClient,
  path: ObjectPath,
  ref: WorkloadRef,
): Promise<W> {
  try {
    return await client.get<W>(path);
  } catch (error) {
    if (error instanceof KubernetesApiError && error.statusCode === 404) {
      throw new NotFoundError(`There is no ${nameOf(ref)}`, error);
    }
    throw error;
  }
}

function requireMember(
  { membership, entityRef }: EntityScope,
  ref: WorkloadRef,
  { metadata }: KubernetesObject,
): void {
  const { cluster, namespace } = ref;
  const labels = metadata?.labels ?? {};
  if (!isMember(membership, { cluster, namespace, labels })) {
    throw new NotFoundError(
      `${nameOf(ref)} is not one of the workloads of ${entityRef}`,
    );
  }
}
