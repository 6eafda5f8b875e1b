import { trueCondition } from '../kinds/facts';
import type { ContainerFacts, PodFacts } from '../kinds/pod';
import { endWords, waitingTrouble } from './containerTrouble';
import { clause, count, type HealthReport } from './health';

/**
 * Health of a pod, in Argo CD's order (`gitops-engine/pkg/health/health_pod.go`).
 * Init containers count as well, which Argo CD leaves out.
 *
 * @public
 */
export function podHealth(pod: PodFacts): HealthReport {
  if (pod.deleting) {
    return {
      health: 'Progressing',
      reason: 'Terminating',
      message: 'Pending deletion',
    };
  }
  switch (pod.phase) {
    case 'Succeeded':
      return { health: 'Healthy', message: 'Has done its work' };
    case 'Failed':
      return failed(pod);
    case 'Running':
      return troubled(pod) ?? running(pod);
    case 'Pending':
      return troubled(pod) ?? pending(pod);
    default:
      return {
        health: 'Unknown',
        reason: pod.phase,
        message: 'Its node does not answer',
      };
  }
}

function troubled(pod: PodFacts): HealthReport | undefined {
  for (const container of pod.containers) {
    const trouble = waitingTrouble(container);
    if (trouble) {
      return {
        health: 'Degraded',
        reason: trouble.reason,
        message: sentence(container, `${trouble.words} (${state(container)})`),
      };
    }
  }
  return undefined;
}

/** `CrashLoopBackOff, 4 restarts` */
function state({ now, restarts }: ContainerFacts): string {
  return restarts > 0
    ? `${now.reason}, ${count(restarts, 'restart')}`
    : now.reason;
}

function failed(pod: PodFacts): HealthReport {
  const culprit = pod.containers.find(
    ({ now }) => now.state === 'terminated' && now.exitCode !== 0,
  );
  const message =
    clause(pod.message) ||
    (culprit && sentence(culprit, endWords(culprit.now))) ||
    'The pod has failed';
  return {
    health: 'Degraded',
    reason: pod.reason || culprit?.now.reason || 'Failed',
    message,
  };
}

function running(pod: PodFacts): HealthReport {
  if (trueCondition(pod.conditions, 'Ready')) {
    return { health: 'Healthy', message: 'Ready' };
  }
  const restarted = pod.containers.find(({ last, ready }) => last && !ready);
  if (restarted?.last && pod.restartPolicy === 'Always') {
    return {
      health: 'Degraded',
      reason: restarted.last.reason || 'Error',
      message: sentence(restarted, endWords(restarted.last)),
    };
  }
  const waited = pod.containers.find(
    ({ role, ready }) => role !== 'init' && !ready,
  );
  return {
    health: 'Progressing',
    reason: 'NotReady',
    message: waited ? sentence(waited, 'is not ready yet') : 'Not ready yet',
  };
}

function pending(pod: PodFacts): HealthReport {
  const scheduling = pod.conditions.find(
    ({ type, status }) => type === 'PodScheduled' && status === 'False',
  );
  if (scheduling) {
    return {
      health: 'Progressing',
      reason: scheduling.reason || 'Unschedulable',
      message: `No node can take it: ${clause(scheduling.message)}`,
    };
  }
  return { health: 'Progressing', reason: 'Pending', message: 'Is starting' };
}

function sentence(container: ContainerFacts, words: string): string {
  const what = container.role === 'init' ? 'init container' : 'container';
  return `${what} ${container.name} ${words}`;
}
