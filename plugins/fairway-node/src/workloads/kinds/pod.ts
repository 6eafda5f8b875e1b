import type { CachedKind } from '../../cache/types';
import type {
  V1ContainerState,
  V1ContainerStatus,
  V1Pod,
} from '@kubernetes/client-node';
import {
  conditionFacts,
  isSidecar,
  objectFacts,
  type ConditionFacts,
  type ObjectFacts,
} from './facts';
import { TYPES } from './resourceTypes';

/** What a container does at this moment, or did the last time. @public */
export interface ContainerStateFacts {
  state: 'waiting' | 'running' | 'terminated' | 'unknown';
  reason: string;
  message: string;
  exitCode?: number;
  signal?: number;
}

/**
 * A container with its status; in the order of the pod's spec.
 *
 * @public
 */
export interface ContainerFacts {
  name: string;
  image: string;
  role: 'init' | 'sidecar' | 'app';
  /** The kubelet has reported on it. */
  reported: boolean;
  ready: boolean;
  started: boolean;
  restarts: number;
  now: ContainerStateFacts;
  /** How its previous instance ended. */
  last?: ContainerStateFacts;
}

/** @see ObjectFacts @public */
export interface PodFacts extends ObjectFacts {
  node?: string;
  phase: string;
  reason: string;
  message: string;
  restartPolicy: string;
  conditions: ConditionFacts[];
  /** Init containers first. */
  containers: ContainerFacts[];
}

/** @see PodFacts @public */
export const podKind: CachedKind<PodFacts> = {
  type: TYPES.Pod,
  project(object) {
    const pod = object as V1Pod;
    const { status } = pod;
    return {
      ...objectFacts(pod),
      node: pod.spec?.nodeName,
      phase: status?.phase ?? 'Unknown',
      reason: status?.reason ?? '',
      message: status?.message ?? '',
      restartPolicy: pod.spec?.restartPolicy ?? 'Always',
      conditions: conditionFacts(status?.conditions),
      containers: containerFacts(pod),
    };
  },
};

function containerFacts(pod: V1Pod): ContainerFacts[] {
  const { containers = [], initContainers = [] } = pod.spec ?? {};
  const init = statusByName(pod.status?.initContainerStatuses);
  const app = statusByName(pod.status?.containerStatuses);
  return [
    ...initContainers.map(container =>
      oneContainer(container, {
        role: isSidecar(container) ? 'sidecar' : 'init',
        status: init.get(container.name),
      }),
    ),
    ...containers.map(container =>
      oneContainer(container, {
        role: 'app',
        status: app.get(container.name),
      }),
    ),
  ];
}

function statusByName(statuses: V1ContainerStatus[] | undefined) {
  return new Map((statuses ?? []).map(status => [status.name, status]));
}

function oneContainer(
  container: { name: string; image?: string },
  options: { role: ContainerFacts['role']; status?: V1ContainerStatus },
): ContainerFacts {
  const { role, status } = options;
  const last = stateFacts(status?.lastState);
  return {
    name: container.name,
    image: container.image ?? '',
    role,
    reported: status !== undefined,
    ready: status?.ready ?? false,
    started: status?.started ?? false,
    restarts: status?.restartCount ?? 0,
    now: stateFacts(status?.state),
    ...(last.state !== 'unknown' && { last }),
  };
}

function stateFacts(state: V1ContainerState | undefined): ContainerStateFacts {
  if (state?.terminated) {
    const { reason = '', message = '', exitCode, signal } = state.terminated;
    return { state: 'terminated', reason, message, exitCode, signal };
  }
  if (state?.running) {
    return { state: 'running', reason: '', message: '' };
  }
  if (state?.waiting) {
    const { reason = '', message = '' } = state.waiting;
    return { state: 'waiting', reason, message };
  }
  return { state: 'unknown', reason: '', message: '' };
}
