import type {
  ContainerView,
  PodView,
} from '@fairway-idp/backstage-plugin-fairway-common';

/** What was picked in the log dialog; what was not is left to be chosen. */
export interface LogPick {
  pod?: string;
  container?: string;
  previous?: boolean;
}

/** Which log is shown. */
export interface LogTarget {
  pod: PodView;
  container?: ContainerView;
  /** There is a log of an earlier instance of the container. */
  hasPrevious: boolean;
  previous: boolean;
}

/**
 * The log to show: of the picked pod and container, else of what most likely
 * has something to tell. Undefined if there is no pod, or the picked one is
 * gone.
 */
export function logTarget(
  pods: PodView[],
  pick: LogPick,
): LogTarget | undefined {
  const pod =
    pick.pod === undefined
      ? mostTelling(pods)
      : pods.find(({ name }) => name === pick.pod);
  if (!pod) {
    return undefined;
  }
  const container =
    pod.containers.find(({ name }) => name === pick.container) ??
    troubledInit(pod) ??
    pod.containers.find(({ init }) => !init);
  const hasPrevious = container?.hasPrevious ?? false;
  return {
    pod,
    container,
    hasPrevious,
    previous: hasPrevious && pick.previous === true,
  };
}

/**
 * One in trouble before one that is fine, one that stays before one that goes,
 * and the newest of them: in a rollout the older ones are about to go.
 */
function mostTelling(pods: PodView[]): PodView | undefined {
  const newestFirst = [...pods].sort((a, b) =>
    b.createdAt.localeCompare(a.createdAt),
  );
  const staying = newestFirst.filter(({ status }) => status !== 'Terminating');
  return (
    staying.find(({ health }) => health === 'Degraded') ??
    staying[0] ??
    newestFirst[0]
  );
}

/** While an init container fails, the others have nothing to say yet. */
function troubledInit(pod: PodView): ContainerView | undefined {
  const started = pod.containers.some(
    ({ init, state }) => !init && state !== 'waiting',
  );
  return started
    ? undefined
    : pod.containers.find(
        ({ init, ready, restarts, state }) =>
          init && !ready && (restarts > 0 || state === 'running'),
      );
}
