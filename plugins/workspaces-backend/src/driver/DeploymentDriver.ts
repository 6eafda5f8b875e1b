import {
  readWorkspace,
  WORKSPACE_LABELS,
  workspacePatch,
  type WorkspaceRecord,
  type WorkspaceRecordPatch,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  CacheLease,
  Cluster,
  ContainerPath,
  FoundWorkspace,
  WorkspaceDriver,
  WorkspaceFacts,
  WorkspaceSetUp,
  WorkspaceTarget,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject } from '@kubernetes/client-node';
import {
  claimKind,
  CONTAINERS,
  deploymentKind,
  podKind,
  type ClaimFacts,
  type DeploymentFacts,
  type PodFacts,
} from '../domain/kinds/kinds';
import { TYPES, type Kind } from '../domain/kinds/resourceTypes';
import {
  desiredClaim,
  desiredDeployment,
  desiredSatellites,
  type DesiredObject,
  type Wanted,
} from '../domain/objects/desiredObjects';
import { orNothing } from './orNothing';

const FIELD_MANAGER = 'fairway-workspaces';
/** The mark of environments that sleep, on what sleeps. */
const ASLEEP = 'fairway.dev/asleep';

/**
 * A workspace as a Deployment of one replica or none, and a claim that belongs to
 * nothing, so that it outlives every stop. Everything else (account,
 * configuration, Service, network policy) belongs to the Deployment and goes with
 * it.
 */
export class DeploymentDriver implements WorkspaceDriver {
  readonly id = 'deployment';
  readonly kinds = [deploymentKind, podKind, claimKind];

  static create(): DeploymentDriver {
    return new DeploymentDriver();
  }

  inCache(lease: CacheLease, namespace?: string): FoundWorkspace[] {
    const deployments = lease.reflector(deploymentKind);
    return [...deployments.items(namespace)]
      .filter(isWorkspace)
      .map(deployment => {
        const { name } = deployment;
        const pods = [
          ...lease
            .reflector(podKind)
            .withLabel(WORKSPACE_LABELS.workspace, name),
        ].filter(pod => pod.namespace === deployment.namespace);
        const claim = lease
          .reflector(claimKind)
          .get(deployment.namespace, name);
        return compose(deployment, pods, claim);
      });
  }

  async afresh(
    cluster: Cluster,
    { namespace, name }: { namespace: string; name: string },
  ): Promise<FoundWorkspace | undefined> {
    const { operator, reader } = cluster;
    const get = (kind: Kind) =>
      orNothing(
        operator.get<KubernetesObject>({ type: TYPES[kind], namespace, name }),
      );
    const [deployment, claim, pods] = await Promise.all([
      get('Deployment'),
      get('PersistentVolumeClaim'),
      reader.list(TYPES.Pod, {
        namespace,
        labelSelector: `${WORKSPACE_LABELS.workspace}=${name}`,
      }),
    ]);
    const facts = deployment && deploymentKind.project(deployment);
    return facts && isWorkspace(facts)
      ? compose(
          facts,
          pods.map(podKind.project),
          claim && claimKind.project(claim),
        )
      : undefined;
  }

  async create(
    cluster: Cluster,
    wanted: Wanted,
    setUp: WorkspaceSetUp,
  ): Promise<void> {
    const { operator } = cluster;
    const { namespace } = wanted;
    // Without a replica: what its pod needs must be there before it.
    const deployment = await operator.create<KubernetesObject>(
      TYPES.Deployment,
      desiredDeployment(wanted, setUp),
      { namespace, fieldManager: FIELD_MANAGER },
    );
    // Its status is being written meanwhile: the UID alone must be the same.
    const { uid = '' } = deployment.metadata ?? {};
    const target = { ...wanted, uid, resourceVersion: '' };
    try {
      await apply(cluster, desiredClaim(wanted, setUp));
      await this.applySatellites(cluster, target, { wanted, setUp });
      await scale(cluster, target, { replicas: 1, patch: {} });
    } catch (error) {
      await this.delete(cluster, target).catch(() => {
        // What is in the way is what the caller shall hear of.
      });
      throw error;
    }
  }

  async start(
    cluster: Cluster,
    target: WorkspaceTarget,
    change: { record: WorkspaceRecord; patch: WorkspaceRecordPatch },
    setUp: WorkspaceSetUp,
  ): Promise<void> {
    const { namespace, name } = target;
    const wanted = { namespace, name, record: change.record };
    // The volume of a start that failed is gone; the authority's key may be new.
    await apply(cluster, desiredClaim(wanted, setUp));
    await this.applySatellites(cluster, target, { wanted, setUp });
    await scale(cluster, target, { replicas: 1, patch: change.patch });
  }

  async stop(
    cluster: Cluster,
    target: WorkspaceTarget,
    change: { patch: WorkspaceRecordPatch; dropVolume?: boolean },
  ): Promise<void> {
    await scale(cluster, target, { replicas: 0, patch: change.patch });
    if (change.dropVolume) {
      await removeClaim(cluster, target);
    }
  }

  async note(
    cluster: Cluster,
    target: WorkspaceTarget,
    patch: WorkspaceRecordPatch,
  ): Promise<void> {
    await scale(cluster, target, { patch });
  }

  /**
   * The volume first: it goes when its pod has gone. Were the Deployment first and
   * the portal cut off then, nobody would find the volume again.
   */
  async delete(cluster: Cluster, target: WorkspaceTarget): Promise<void> {
    const { namespace, name, uid, resourceVersion } = target;
    const path = { type: TYPES.Deployment, namespace, name };
    // Refused here if it changed, before anything is gone.
    await cluster.operator.delete(
      path,
      { uid, ...(resourceVersion && { resourceVersion }) },
      { dryRun: true },
    );
    await removeClaim(cluster, target);
    await cluster.operator.delete(path, { uid });
  }

  containerOf({ namespace, pod }: WorkspaceFacts): ContainerPath | undefined {
    return pod?.main?.state === 'running' && !pod.deletingSince
      ? { namespace, pod: pod.name, container: CONTAINERS.main }
      : undefined;
  }

  private async applySatellites(
    cluster: Cluster,
    { name, uid }: WorkspaceTarget,
    { wanted, setUp }: { wanted: Wanted; setUp: WorkspaceSetUp },
  ): Promise<void> {
    const ownerReferences = [
      { apiVersion: 'apps/v1', kind: 'Deployment', name, uid },
    ];
    for (const object of desiredSatellites(wanted, setUp)) {
      await apply(cluster, {
        ...object,
        metadata: { ...object.metadata, ownerReferences },
      } as DesiredObject);
    }
  }
}

function isWorkspace({ name, labels }: DeploymentFacts): boolean {
  return labels[WORKSPACE_LABELS.workspace] === name;
}

function compose(
  deployment: DeploymentFacts,
  pods: readonly PodFacts[],
  claim: ClaimFacts | undefined,
): FoundWorkspace {
  const { namespace, name } = deployment;
  const reading = readWorkspace(deployment.annotations);
  if (reading.outcome === 'garbled') {
    return { namespace, name, problems: reading.problems };
  }
  const { uid, resourceVersion, createdAt, deletingSince, refused } =
    deployment;
  return {
    facts: {
      namespace,
      name,
      uid,
      resourceVersion,
      createdAt,
      deletingSince,
      record: reading.record,
      wanted: deployment.replicas > 0 ? 'running' : 'stopped',
      asleep:
        deployment.replicas === 0 &&
        deployment.annotations[ASLEEP] !== undefined,
      refused,
      pod: newest(pods),
      ...(claim && {
        volume: {
          name: claim.name,
          bound: claim.bound,
          deletingSince: claim.deletingSince,
          size: claim.size,
        },
      }),
    },
  };
}

/** The newest that stays, else the newest that goes. */
function newest(pods: readonly PodFacts[]): WorkspaceFacts['pod'] {
  const [first] = [...pods].sort(
    (a, b) =>
      Number(a.deletingSince !== undefined) -
        Number(b.deletingSince !== undefined) ||
      (a.createdAt < b.createdAt ? 1 : -1),
  );
  return first?.facts;
}

async function apply(cluster: Cluster, object: DesiredObject): Promise<void> {
  const { kind, metadata } = object;
  await cluster.operator.patch(
    {
      type: TYPES[kind],
      namespace: metadata.namespace,
      name: metadata.name,
    },
    { type: 'application/apply-patch+yaml', body: object },
    { fieldManager: FIELD_MANAGER, force: true },
  );
}

/** Replicas and record in one write, refused if anything changed since. */
async function scale(
  cluster: Cluster,
  target: WorkspaceTarget,
  change: { replicas?: number; patch: WorkspaceRecordPatch },
): Promise<void> {
  const { namespace, name, uid, resourceVersion } = target;
  const { replicas, patch } = change;
  await cluster.operator.patch(
    { type: TYPES.Deployment, namespace, name },
    {
      type: 'application/merge-patch+json',
      body: {
        metadata: {
          uid,
          ...(resourceVersion && { resourceVersion }),
          annotations: workspacePatch(patch),
        },
        ...(replicas !== undefined && { spec: { replicas } }),
      },
    },
    { fieldManager: FIELD_MANAGER },
  );
}

async function removeClaim(
  { operator }: Cluster,
  { namespace, name }: WorkspaceTarget,
): Promise<void> {
  const path = { type: TYPES.PersistentVolumeClaim, namespace, name };
  const claim = await orNothing(operator.get<KubernetesObject>(path));
  const uid = claim?.metadata?.uid;
  const isOurs = claim?.metadata?.labels?.[WORKSPACE_LABELS.workspace] === name;
  if (uid && isOurs) {
    await operator.delete(path, { uid });
  }
}
