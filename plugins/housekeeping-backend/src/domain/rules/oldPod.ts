import type { Source } from '../kinds';
import type { Controller } from '../kinds/facts';
import { hasFinished, type PodFacts } from '../kinds/pods';
import { replicaSetKind, statefulSetKind } from '../kinds/workloads';
import {
  fresh,
  kept,
  unknown,
  type Against,
  type Deletion,
  type Staleness,
} from './staleness';

/** Whose pods are not for a rule, and why. */
const NEVER: Record<string, string | undefined> = {
  DaemonSet: 'A DaemonSet keeps one on each node',
  Node: 'A kubelet runs it from a file',
  Job: 'It goes with its Job',
};

const FINISHED: Deletion = {
  how: 'delete',
  losesData: false,
  message: 'It has finished; its log goes with it, and nothing comes back',
};
const RUNNING: Deletion = {
  how: 'evict',
  losesData: false,
  message:
    'It is evicted if disruption budgets allow it, and its controller makes a new one; what it keeps outside of volumes is lost',
};

/**
 * A pod that has run for long, or has finished. Only what is made anew by its
 * controller goes while it runs, and by the eviction API, so that disruption
 * budgets count.
 */
export function oldPod(pod: PodFacts, source: Source): Staleness {
  const { controller } = pod;
  if (pod.isStatic) {
    return fresh('never', () => 'A kubelet runs it from a file');
  }
  const never = controller && NEVER[controller.kind];
  if (never) {
    return fresh('never', () => never);
  }
  if (hasFinished(pod)) {
    const since = pod.finishedAt ?? pod.createdAt;
    return {
      stale: true,
      since,
      evidence: () => [
        `It has finished (${pod.phase}) at ${since}`,
        'It runs nothing any more',
      ],
      deletion: () => FINISHED,
    };
  }
  const found = wanted(pod, source);
  return {
    stale: true,
    since: pod.createdAt,
    ...('against' in found && { against: found.against }),
    evidence: () => [
      `It was created at ${pod.createdAt}`,
      ...('replicas' in found
        ? [
            `${ownerOf(pod)} wants ${
              found.replicas
            } of its kind and makes a new one`,
          ]
        : []),
    ],
    deletion: () => RUNNING,
  };
}

/** Whether a controller wants replicas, so that a new one comes. */
function wanted(
  { controller, namespace }: PodFacts,
  source: Source,
): { replicas: number } | { against: Against } {
  if (!controller) {
    return {
      against: kept(
        'never',
        'Nobody would make it anew: no controller owns it. Delete it yourself if it is not needed',
      ),
    };
  }
  const replicas = replicasOf(controller, namespace, source);
  if (replicas === 'not known') {
    return {
      against: kept(
        'never',
        `It is not known whether ${controller.kind} ${controller.name} would make it anew`,
      ),
    };
  }
  if (replicas === undefined) {
    return {
      against: unknown(
        `Its owner, ${controller.kind} ${controller.name}, is not to be found`,
      ),
    };
  }
  return replicas > 0
    ? { replicas }
    : {
        against: kept(
          'never',
          `${controller.kind} ${controller.name} wants no replicas: nothing would come back`,
        ),
      };
}

function replicasOf(
  { kind, name }: Controller,
  namespace: string,
  source: Source,
): number | undefined | 'not known' {
  switch (kind) {
    case 'ReplicaSet':
      return source.get(replicaSetKind, namespace, name)?.replicas;
    case 'StatefulSet':
      return source.get(statefulSetKind, namespace, name)?.replicas;
    default:
      return 'not known';
  }
}

function ownerOf({ controller }: PodFacts): string {
  return `${controller?.kind} ${controller?.name}`;
}
