import { trueCondition } from '../kinds/facts';
import type { ContainerFacts, PodFacts } from '../kinds/pod';

/**
 * The STATUS column of `kubectl get pods` (Kubernetes
 * `pkg/printers/internalversion/printers.go`, `printPod`).
 *
 * @public
 */
export function podStatus(pod: PodFacts): string {
  const before = initStatus(pod);
  const initialised = trueCondition(pod.conditions, 'Initialized');
  const status =
    before === undefined || initialised
      ? appStatus(pod, before ?? phaseStatus(pod))
      : before;
  return pod.deleting ? deletingStatus(pod, status) : status;
}

function phaseStatus(pod: PodFacts): string {
  const gated = pod.conditions.some(
    ({ type, reason }) =>
      type === 'PodScheduled' && reason === 'SchedulingGated',
  );
  return gated ? 'SchedulingGated' : pod.reason || pod.phase;
}

/** What the first init container that has not done its work says. */
function initStatus(pod: PodFacts): string | undefined {
  const inits = pod.containers.filter(container => container.role !== 'app');
  const position = inits.findIndex(
    container => container.reported && !isInitDone(container),
  );
  if (position < 0) {
    return undefined;
  }
  const { state, reason } = inits[position].now;
  if (state === 'terminated') {
    return `Init:${terminatedStatus(inits[position])}`;
  }
  return state === 'waiting' && reason && reason !== 'PodInitializing'
    ? `Init:${reason}`
    : `Init:${position}/${inits.length}`;
}

function isInitDone(container: ContainerFacts): boolean {
  const ended =
    container.now.state === 'terminated' && container.now.exitCode === 0;
  return ended || (container.role === 'sidecar' && container.started);
}

function terminatedStatus({ now }: ContainerFacts): string {
  if (now.reason) {
    return now.reason;
  }
  return now.signal ? `Signal:${now.signal}` : `ExitCode:${now.exitCode ?? 0}`;
}

/** The first container that has something to say decides. */
function appStatus(pod: PodFacts, otherwise: string): string {
  const apps = pod.containers.filter(container => container.role === 'app');
  const speaking = apps.find(
    ({ now }) =>
      now.state === 'terminated' || (now.state === 'waiting' && now.reason),
  );
  if (!speaking) {
    return otherwise;
  }
  const status =
    speaking.now.state === 'terminated'
      ? terminatedStatus(speaking)
      : speaking.now.reason;
  return status === 'Completed' ? completedStatus(pod, apps) : status;
}

/** One container has ended well; the pod runs as long as another does. */
function completedStatus(pod: PodFacts, apps: ContainerFacts[]): string {
  if (!apps.some(({ ready, now }) => ready && now.state === 'running')) {
    return 'Completed';
  }
  return trueCondition(pod.conditions, 'Ready') ? 'Running' : 'NotReady';
}

function deletingStatus(pod: PodFacts, status: string): string {
  if (pod.reason === 'NodeLost') {
    return 'Unknown';
  }
  const ended = pod.phase === 'Succeeded' || pod.phase === 'Failed';
  return ended ? status : 'Terminating';
}
