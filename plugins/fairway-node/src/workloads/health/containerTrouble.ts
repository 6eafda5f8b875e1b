import type { ContainerFacts, ContainerStateFacts } from '../kinds/pod';
import { clause } from './health';

/** Why a container keeps its pod from working. @public */
export interface Trouble {
  /** One word, e.g. `ErrImagePull`. */
  reason: string;
  /** After "container app of pod-1 …". */
  words: string;
}

const PULL_REASONS = [
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'ImageInspectError',
  'RegistryUnavailable',
];

/**
 * What is wrong with a container that is waiting: Argo CD's rule
 * (`gitops-engine/pkg/health/health_pod.go`), for init containers too.
 * A container that is merely on its way has no trouble.
 *
 * @public
 */
export function waitingTrouble(container: ContainerFacts): Trouble | undefined {
  const { state, reason, message } = container.now;
  if (state !== 'waiting' || !isBad(reason)) {
    return undefined;
  }
  if (PULL_REASONS.includes(reason)) {
    return { reason, words: `cannot pull its image ${container.image}` };
  }
  if (reason === 'CrashLoopBackOff') {
    return { reason: lastReason(container) ?? reason, words: crash(container) };
  }
  const why = message ? `: ${clause(message)}` : '';
  return { reason, words: `${startWords(reason, container)}${why}` };
}

function isBad(reason: string): boolean {
  return (
    reason.startsWith('Err') ||
    reason.endsWith('Error') ||
    reason.endsWith('BackOff') ||
    reason === 'InvalidImageName'
  );
}

function startWords(reason: string, container: ContainerFacts): string {
  switch (reason) {
    case 'CreateContainerConfigError':
      return 'cannot start because its configuration is not complete';
    case 'InvalidImageName':
      return `has an image name that is not valid, ${container.image}`;
    default:
      return 'cannot start';
  }
}

/** OOMKilled says more than CrashLoopBackOff. */
function lastReason({ last }: ContainerFacts): string | undefined {
  return last?.reason === 'OOMKilled' ? last.reason : undefined;
}

function crash({ last }: ContainerFacts): string {
  return last
    ? `${endWords(last)} and is restarted again and again`
    : 'ends and is restarted again and again';
}

/** How an instance of a container ended, in words. @public */
export function endWords(end: ContainerStateFacts): string {
  if (end.reason === 'OOMKilled') {
    return 'was killed because it used more memory than its limit';
  }
  if (end.signal) {
    return `was killed by signal ${end.signal}`;
  }
  const why = end.message ? `: ${clause(end.message)}` : '';
  return `ended with exit code ${end.exitCode ?? 0}${why}`;
}
