import type { CachedKind } from '@fairway-idp/backstage-plugin-fairway-node';
import type {
  KubernetesObject,
  V1ContainerStatus,
  V1Job,
  V1Pod,
} from '@kubernetes/client-node';
import { objectFacts, type ObjectFacts } from './facts';
import { TYPES } from './resourceTypes';

/** @see ObjectFacts */
export interface PodFacts extends ObjectFacts {
  /** `Kind/name` of what made it: a ReplicaSet, a StatefulSet, a Job. */
  madeBy: string;
  /** Why it does not run, in words that do not change by themselves. */
  problem?: string;
  /** Waiting alone will not mend it. */
  isStuck: boolean;
}

/** @see ObjectFacts */
export interface JobFacts extends ObjectFacts {
  /** Why it failed, in the controller's words. */
  failed?: string;
}

/** Restarts after which a container that is not ready is said to crash. */
const CRASHES = 2;

/**
 * Trimmed as far as can be: the cache holds every pod of the cluster.
 *
 * @see PodFacts
 */
export const podKind: CachedKind<PodFacts> = {
  type: TYPES.Pod,
  project(object) {
    const pod = object as V1Pod;
    const [owner] = pod.metadata?.ownerReferences ?? [];
    const { uid, resourceVersion, namespace, name, createdAt, deletingSince } =
      objectFacts(pod);
    return {
      uid,
      resourceVersion,
      namespace,
      name,
      createdAt,
      deletingSince,
      labels: {},
      annotations: {},
      madeBy: owner ? `${owner.kind}/${owner.name}` : '',
      ...problemOf(pod),
    };
  },
};

/** @see JobFacts */
export const jobKind: CachedKind<JobFacts> = {
  type: TYPES.Job,
  project(object) {
    const job = object as V1Job;
    const failure = job.status?.conditions?.find(
      ({ type, status }) => type === 'Failed' && status === 'True',
    );
    return {
      ...objectFacts(job as KubernetesObject),
      failed: failure && (failure.message ?? failure.reason ?? 'It failed'),
    };
  },
};

function problemOf({
  spec,
  status,
}: V1Pod): Pick<PodFacts, 'problem' | 'isStuck'> {
  const images = new Map(
    [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])].map(
      ({ name, image = '' }) => [name, image],
    ),
  );
  const statuses = [
    ...(status?.initContainerStatuses ?? []),
    ...(status?.containerStatuses ?? []),
  ];
  const [problem] = statuses.flatMap(
    one => containerProblem(one, images.get(one.name) ?? '') ?? [],
  );
  // A node may be added, or become free.
  return problem
    ? { problem, isStuck: true }
    : { problem: schedulingProblem(status), isStuck: false };
}

const cannotPull: Words = ({ name }, image) =>
  `The image ${image} of container ${name} cannot be pulled. Was it built, and can the cluster reach its registry?`;
const cannotStart: Words = ({ name, state }) =>
  `Container ${name} cannot be started: ${
    state?.waiting?.message || state?.waiting?.reason
  }`;

type Words = (container: V1ContainerStatus, image: string) => string;

/** Reasons of the kubelet for which a container waits in vain. */
const WAITING: Record<string, Words | undefined> = {
  // The kubelet goes to and fro between these.
  ErrImagePull: cannotPull,
  ImagePullBackOff: cannotPull,
  ErrImageNeverPull: cannotPull,
  InvalidImageName: ({ name }, image) =>
    `The image ${image} of container ${name} is no name of an image`,
  CreateContainerConfigError: cannotStart,
  CreateContainerError: cannotStart,
  RunContainerError: cannotStart,
};

function containerProblem(
  container: V1ContainerStatus,
  image: string,
): string | undefined {
  const words = WAITING[container.state?.waiting?.reason ?? ''];
  return words?.(container, image) ?? crashes(container);
}

/** A container that crashes is not always just then waiting. */
function crashes(container: V1ContainerStatus): string | undefined {
  const { name, ready, restartCount, state, lastState } = container;
  const ended = lastState?.terminated;
  const isCrashing =
    state?.waiting?.reason === 'CrashLoopBackOff' ||
    (!ready && restartCount >= CRASHES && ended?.exitCode !== 0);
  if (!isCrashing) {
    return undefined;
  }
  const how =
    ended?.reason === 'OOMKilled'
      ? 'it needs more memory than its limit'
      : `exit code ${ended?.exitCode ?? 'unknown'}`;
  return `Container ${name} keeps crashing (${how}): see its log`;
}

function schedulingProblem(status: V1Pod['status']): string | undefined {
  const scheduled = status?.conditions?.find(
    ({ type }) => type === 'PodScheduled',
  );
  return scheduled?.status === 'False' && scheduled.reason === 'Unschedulable'
    ? `No node takes it: ${scheduled.message ?? ''}`
    : undefined;
}
