import type { V1Deployment, V1StatefulSet } from '@kubernetes/client-node';
import type { Situation } from '../change/plan';
import {
  trueCondition,
  type PodFacts,
} from '@fairway-idp/backstage-plugin-fairway-node/workloads';
import { finding, type Guard } from './finding';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const REVISION_HASH = 'controller-revision-hash';

const PAUSED_TEXTS = {
  rollback: () =>
    "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
  restart: (name: string) =>
    `deployments.apps "${name}" can't restart paused deployment (run rollout resume first)`,
};

/** kubectl refuses both verbs for a paused Deployment, and for nothing else. */
export function pausedGuard(
  { kind, name, workload }: Situation,
  verb: keyof typeof PAUSED_TEXTS,
): Guard {
  if (kind !== 'Deployment' || !(workload as V1Deployment).spec?.paused) {
    return undefined;
  }
  return finding('paused', 'block', {
    message: PAUSED_TEXTS[verb](name),
    evidence: { 'spec.paused': 'true' },
  });
}

/** kubectl's warning (`cmd/rollout/rollout_undo.go`). */
export function lastAppliedGuard({ kind, name, workload }: Situation): Guard {
  if (!workload.metadata?.annotations?.[LAST_APPLIED]) {
    return undefined;
  }
  const resource = `${kind.toLowerCase()}s/${name}`;
  return finding('last-applied', 'info', {
    message: `resource ${resource} was previously managed with 'kubectl apply'. Rolling back will not update the ${LAST_APPLIED} annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.`,
    evidence: { annotation: LAST_APPLIED },
  });
}

/** `updateStrategy` of a StatefulSet or DaemonSet. */
function strategyOf({ kind, workload }: Situation) {
  return kind === 'Deployment'
    ? undefined
    : (workload as V1StatefulSet).spec?.updateStrategy;
}

/** The template changes, the pods do not. */
export function onDeleteGuard(situation: Situation): Guard {
  if (strategyOf(situation)?.type !== 'OnDelete') {
    return undefined;
  }
  const { pods } = situation.surroundings;
  return finding('ondelete', 'info', {
    message: `Pods change only when deleted: ${pods.length} are still on the old revision.`,
    evidence: {
      'updateStrategy.type': 'OnDelete',
      ...(pods.length > 0 && {
        pods: pods.map(({ name }) => name).join(', '),
      }),
    },
  });
}

/** Some pods of a StatefulSet keep the old template. */
export function partitionGuard(situation: Situation): Guard {
  const partition = strategyOf(situation)?.rollingUpdate as
    | { partition?: number }
    | undefined;
  const from = partition?.partition ?? 0;
  if (situation.kind !== 'StatefulSet' || from <= 0) {
    return undefined;
  }
  const { replicas = 1 } = (situation.workload as V1StatefulSet).spec ?? {};
  return finding('partition', 'confirm', {
    message: `Only ordinals ≥ ${from} change.`,
    evidence: { partition: from, replicas },
  });
}

/** "The previous one" is not what it seems while a change waits to be taken up. */
export function unobservedGuard(
  { workload }: Situation,
  toRevision: number,
): Guard {
  const generation = workload.metadata?.generation ?? 0;
  const observed = workload.status?.observedGeneration ?? 0;
  if (toRevision !== 0 || generation <= observed) {
    return undefined;
  }
  return finding('unobserved', 'confirm', {
    message:
      'The last change is not rolled out yet; "previous" would skip a step.',
    evidence: { generation, 'observed generation': observed },
  });
}

/**
 * The pod that an OrderedReady StatefulSet waits for without end, although its
 * template is mended (kubernetes/kubernetes#67250).
 */
export function blockingPod(
  situation: Situation,
  targetRevision: string,
): PodFacts | undefined {
  const { kind, workload, surroundings } = situation;
  const spec = (workload as V1StatefulSet).spec;
  const rolls =
    kind === 'StatefulSet' &&
    spec?.podManagementPolicy !== 'Parallel' &&
    spec?.updateStrategy?.type !== 'OnDelete';
  if (!rolls) {
    return undefined;
  }
  return surroundings.pods.find(
    pod =>
      !pod.deleting &&
      pod.labels[REVISION_HASH] !== targetRevision &&
      !trueCondition(pod.conditions, 'Ready'),
  );
}

/** @see blockingPod */
export function orderedReadyGuard(pod: PodFacts | undefined): Guard {
  return (
    pod &&
    finding('orderedready', 'confirm', {
      message: `The rollout waits for pod ${pod.name}; it must be deleted to continue, and will be.`,
      evidence: {
        pod: pod.name,
        revision: pod.labels[REVISION_HASH] ?? '',
      },
    })
  );
}
