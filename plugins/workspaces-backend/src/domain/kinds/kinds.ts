import {
  ENVIRONMENT_LABELS,
  WORKSPACE_LABELS,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  CachedKind,
  WorkspaceContainerFacts,
  WorkspacePodFacts,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type {
  V1ContainerStatus,
  V1Deployment,
  V1Namespace,
  V1PersistentVolumeClaim,
  V1Pod,
  V1ResourceQuota,
  V1Service,
} from '@kubernetes/client-node';
import { objectFacts, type ObjectFacts } from './facts';
import { TYPES } from './resourceTypes';

/** Names of the containers of a workspace's pod. */
export const CONTAINERS = { clone: 'clone', main: 'workspace' } as const;

/** A namespace, for the contract that stands on it. */
export const namespaceKind: CachedKind<ObjectFacts> = {
  type: TYPES.Namespace,
  indexedLabels: [ENVIRONMENT_LABELS.managed],
  project: object => objectFacts(object as V1Namespace),
};

/** @see quotaKind */
export interface QuotaFacts extends ObjectFacts {
  hard: Readonly<Record<string, string>>;
  /** What is used of each, as the quota controller counted last. */
  used: Readonly<Record<string, string>>;
}

/** What a sandbox may use. */
export const quotaKind: CachedKind<QuotaFacts> = {
  type: TYPES.ResourceQuota,
  project(object) {
    const quota = object as V1ResourceQuota;
    return {
      ...objectFacts(quota),
      hard: quota.status?.hard ?? quota.spec?.hard ?? {},
      used: quota.status?.used ?? {},
    };
  },
};

/** @see deploymentKind */
export interface DeploymentFacts extends ObjectFacts {
  replicas: number;
  /** Why no pod can be made, in the controller's words. */
  refused?: string;
}

/** The object that a workspace's contract stands on. Others are trimmed to nothing. */
export const deploymentKind: CachedKind<DeploymentFacts> = {
  type: TYPES.Deployment,
  indexedLabels: [WORKSPACE_LABELS.workspace],
  project(object) {
    const deployment = object as V1Deployment;
    const failure = deployment.status?.conditions?.find(
      ({ type, status }) => type === 'ReplicaFailure' && status === 'True',
    );
    return {
      ...ours(objectFacts(deployment)),
      replicas: deployment.spec?.replicas ?? 1,
      refused: failure && (failure.message ?? failure.reason),
    };
  },
};

/** @see claimKind */
export interface ClaimFacts extends ObjectFacts {
  bound: boolean;
  /** A quantity. */
  size: string;
}

/** The volume of a workspace. */
export const claimKind: CachedKind<ClaimFacts> = {
  type: TYPES.PersistentVolumeClaim,
  indexedLabels: [WORKSPACE_LABELS.workspace],
  project(object) {
    const claim = object as V1PersistentVolumeClaim;
    return {
      ...ours(objectFacts(claim)),
      bound: claim.status?.phase === 'Bound',
      size:
        claim.status?.capacity?.storage ??
        claim.spec?.resources?.requests?.storage ??
        '0',
    };
  },
};

/** @see podKind */
export interface PodFacts extends ObjectFacts {
  facts?: WorkspacePodFacts;
}

/** The pod of a workspace; of all other pods only the name is kept. */
export const podKind: CachedKind<PodFacts> = {
  type: TYPES.Pod,
  indexedLabels: [WORKSPACE_LABELS.workspace],
  project(object) {
    const pod = object as V1Pod;
    const facts = ours(objectFacts(pod));
    return isOurs(facts) ? { ...facts, facts: podFacts(pod, facts) } : facts;
  },
};

/** @see serviceKind */
export interface ServiceFacts extends ObjectFacts {
  selector: Readonly<Record<string, string>>;
  ports: ReadonlyArray<{
    name?: string;
    port: number;
    targetPort: number | string;
    protocol: string;
  }>;
}

/** What a dependency is reached by. */
export const serviceKind: CachedKind<ServiceFacts> = {
  type: TYPES.Service,
  project(object) {
    const service = object as V1Service;
    return {
      ...objectFacts(service),
      selector: service.spec?.selector ?? {},
      ports: (service.spec?.ports ?? []).map(
        ({ name, port, targetPort, protocol = 'TCP' }) => ({
          ...(name && { name }),
          port,
          targetPort: (targetPort as number | string | undefined) ?? port,
          protocol,
        }),
      ),
    };
  },
};

function isOurs({ labels }: ObjectFacts): boolean {
  return labels[WORKSPACE_LABELS.workspace] !== undefined;
}

/** The cache holds every object of a cluster: what is not ours is trimmed. */
function ours(facts: ObjectFacts): ObjectFacts {
  return isOurs(facts) ? facts : { ...facts, labels: {}, annotations: {} };
}

function podFacts(
  { spec, status }: V1Pod,
  { name, uid, createdAt, deletingSince }: ObjectFacts,
): WorkspacePodFacts {
  const conditions = status?.conditions ?? [];
  const scheduled = conditions.find(({ type }) => type === 'PodScheduled');
  const ready = conditions.find(({ type }) => type === 'Ready');
  const find = (list: V1ContainerStatus[] | undefined, which: string) =>
    containerFacts(list?.find(one => one.name === which));
  return {
    name,
    uid,
    createdAt,
    deletingSince,
    node: spec?.nodeName,
    unschedulable:
      scheduled?.status === 'False'
        ? scheduled.message ?? scheduled.reason
        : undefined,
    ready: ready?.status === 'True',
    clone: find(status?.initContainerStatuses, CONTAINERS.clone),
    main: find(status?.containerStatuses, CONTAINERS.main),
  };
}

function containerFacts(
  status: V1ContainerStatus | undefined,
): WorkspaceContainerFacts | undefined {
  if (!status) {
    return undefined;
  }
  const { state = {}, lastState, ready, restartCount } = status;
  const ended = state.terminated ?? lastState?.terminated;
  return {
    state: stateOf(state),
    ready,
    reason: state.waiting?.reason ?? ended?.reason,
    message: ended?.message ?? state.waiting?.message,
    exitCode: ended?.exitCode,
    restarts: restartCount,
  };
}

function stateOf({
  running,
  terminated,
}: NonNullable<V1ContainerStatus['state']>): WorkspaceContainerFacts['state'] {
  if (running) {
    return 'running';
  }
  return terminated ? 'ended' : 'waiting';
}
