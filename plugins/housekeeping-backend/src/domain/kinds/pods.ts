import {
  podRequests,
  type CachedKind,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type {
  V1ContainerStatus,
  V1Pod,
  V1PodStatus,
} from '@kubernetes/client-node';
import {
  controllerOf,
  objectFacts,
  timeText,
  type Controller,
  type ObjectFacts,
} from './facts';
import { isFloating } from './images';
import { intern } from './intern';
import { TYPES } from './resourceTypes';
import { claimsOf } from './volumes';

/** A container that ends again and again. */
export interface Crash {
  container: string;
  restarts: number;
  /** RFC 3339; since when the pod is not ready. */
  since: string;
  /** It was ended for using more memory than its limit. */
  outOfMemory: boolean;
  exitCode: number | undefined;
}

/** @see ObjectFacts */
export interface PodFacts extends ObjectFacts {
  phase: string;
  /** RFC 3339; when its last container ended, if it has finished. */
  finishedAt: string | undefined;
  controller: Controller | undefined;
  /** Empty while no node takes it. */
  node: string;
  /** Run by a kubelet from a file: the API server only shows it. */
  isStatic: boolean;
  claims: readonly string[];
  /** Cores that are requested. */
  cpu: number;
  /** Bytes that are requested. */
  memory: number;
  /** No node takes it, says the scheduler. */
  isUnschedulable: boolean;
  crash: Crash | undefined;
  /** Image by digest of the containers whose tag may mean another one tomorrow. */
  digests: Readonly<Record<string, string>> | undefined;
}

/** Restarts from which a container counts as crashing. */
const CRASHES = 3;

/** @see PodFacts */
export const podKind: CachedKind<PodFacts> = {
  type: TYPES.Pod,
  project(object) {
    const pod = object as V1Pod;
    const { spec, status } = pod;
    const { amounts } = podRequests(spec);
    const phase = intern(status?.phase ?? 'Unknown');
    return {
      ...objectFacts(pod),
      phase,
      finishedAt: hasFinished({ phase }) ? finishedAt(status) : undefined,
      controller: controllerOf(pod),
      node: intern(spec?.nodeName ?? ''),
      isStatic:
        pod.metadata?.annotations?.['kubernetes.io/config.mirror'] !==
        undefined,
      claims: claimsOf(spec, pod.metadata?.name),
      cpu: amounts.cpu ?? 0,
      memory: amounts.memory ?? 0,
      isUnschedulable: isUnschedulable(status),
      crash: crashOf(status),
      digests: digestsOf(pod),
    };
  },
};

/** Whether all its containers ended for good. */
export function hasFinished({ phase }: Pick<PodFacts, 'phase'>): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

function finishedAt(status: V1PodStatus | undefined): string | undefined {
  let last: string | undefined;
  for (const { state } of status?.containerStatuses ?? []) {
    const at = timeText(state?.terminated?.finishedAt);
    if (at && (!last || at > last)) {
      last = at;
    }
  }
  return last;
}

function isUnschedulable(status: V1PodStatus | undefined): boolean {
  return (status?.conditions ?? []).some(
    ({ type, status: holds, reason }) =>
      type === 'PodScheduled' &&
      holds === 'False' &&
      reason === 'Unschedulable',
  );
}

function crashOf(status: V1PodStatus | undefined): Crash | undefined {
  const statuses = status?.containerStatuses;
  const container = statuses?.find(isCrashing);
  if (!container) {
    return undefined;
  }
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  const ended = container.lastState?.terminated ?? container.state?.terminated;
  return {
    container: container.name,
    restarts: container.restartCount,
    since:
      timeText(ready?.lastTransitionTime) ?? timeText(status?.startTime) ?? '',
    outOfMemory: ended?.reason === 'OOMKilled',
    exitCode: ended?.exitCode,
  };
}

/** A container that crashes is not always just then waiting. */
function isCrashing(container: V1ContainerStatus): boolean {
  const { ready, restartCount, state, lastState } = container;
  return (
    state?.waiting?.reason === 'CrashLoopBackOff' ||
    (!ready &&
      restartCount >= CRASHES &&
      (lastState?.terminated?.exitCode ?? 0) !== 0)
  );
}

function digestsOf({ spec, status }: V1Pod): PodFacts['digests'] {
  let found: Record<string, string> | undefined;
  for (const { name, image } of spec?.containers ?? []) {
    if (image && isFloating(image)) {
      const id = status?.containerStatuses?.find(
        one => one.name === name,
      )?.imageID;
      const digest = /^(?:[^:]+:\/\/)?(.+@sha256:[0-9a-f]{64})$/.exec(id ?? '');
      if (digest) {
        found = { ...found, [name]: digest[1] };
      }
    }
  }
  return found;
}
