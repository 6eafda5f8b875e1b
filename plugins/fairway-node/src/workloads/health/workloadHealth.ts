import { trueCondition } from '../kinds/facts';
import type { DaemonSetFacts } from '../kinds/daemonSet';
import type { DeploymentFacts } from '../kinds/deployment';
import type { CronJobFacts, JobFacts } from '../kinds/jobs';
import type { ReplicaSetFacts } from '../kinds/others';
import type { PodFacts } from '../kinds/pod';
import type { StatefulSetFacts } from '../kinds/statefulSet';
import {
  deadlineExceeded,
  rolloutStatus,
  type RollingFacts,
} from '../rollout/rolloutStatus';
import { clause, count, type HealthReport } from './health';
import { podHealth } from './podHealth';

/** Any kind of workload. @public */
export type AnyWorkloadFacts = RollingFacts | JobFacts | CronJobFacts;

/** What belongs to a workload and tells how it is. @public */
export interface Belongings {
  pods: readonly PodFacts[];
  /** Of a Deployment. */
  replicaSets: readonly ReplicaSetFacts[];
  /** Of a CronJob, oldest first. */
  jobs: readonly JobFacts[];
}

/**
 * Health of a workload from its own status, and from its pods where they say
 * more. A paused Deployment is Suspended before anything else
 * (Argo CD, `gitops-engine/pkg/health/health_deployment.go`).
 *
 * @public
 */
export function workloadHealth(
  workload: AnyWorkloadFacts,
  belongings: Belongings,
): HealthReport {
  if (workload.deleting) {
    return {
      health: 'Progressing',
      reason: 'Terminating',
      message: 'Pending deletion',
    };
  }
  switch (workload.kind) {
    case 'Deployment':
      return deploymentHealth(workload, belongings);
    case 'StatefulSet':
    case 'DaemonSet':
      return setHealth(workload, belongings.pods);
    case 'Job':
      return jobHealth(workload, belongings.pods);
    default:
      return cronJobHealth(workload, belongings);
  }
}

function deploymentHealth(
  workload: DeploymentFacts,
  { pods, replicaSets }: Belongings,
): HealthReport {
  const ready = readyPods(workload);
  if (workload.paused) {
    return {
      health: 'Suspended',
      reason: 'Paused',
      message: `Paused: changes are not rolled out. ${ready}`,
    };
  }
  const failure = replicaFailure(workload, replicaSets);
  if (failure) {
    return {
      health: 'Degraded',
      reason: failure.reason || 'FailedCreate',
      message: `${ready}: pods cannot be created: ${clause(failure.message)}`,
    };
  }
  const trouble = podTrouble(pods);
  if (deadlineExceeded(workload)) {
    return {
      health: 'Degraded',
      reason: trouble?.reason ?? 'ProgressDeadlineExceeded',
      message: `${ready}: ${
        trouble?.message ?? 'the rollout exceeded its progress deadline'
      }`,
    };
  }
  return trouble ? withPods(ready, trouble) : rollingHealth(workload);
}

/** The controller's words when the API server refuses a pod, e.g. for a quota. */
function replicaFailure(
  { conditions }: DeploymentFacts,
  replicaSets: readonly ReplicaSetFacts[],
) {
  return [{ conditions }, ...replicaSets]
    .map(owner => trueCondition(owner.conditions, 'ReplicaFailure'))
    .find(condition => condition !== undefined);
}

function setHealth(
  workload: StatefulSetFacts | DaemonSetFacts,
  pods: readonly PodFacts[],
): HealthReport {
  const trouble = podTrouble(pods);
  if (trouble) {
    return withPods(readyPods(workload), trouble);
  }
  return workload.strategy === 'OnDelete'
    ? onDeleteHealth(workload)
    : rollingHealth(workload);
}

/** Nothing rolls by itself: healthy as soon as enough pods are ready. */
function onDeleteHealth(
  workload: StatefulSetFacts | DaemonSetFacts,
): HealthReport {
  const { desired, ready, updated } = workload.replicas;
  const enough = ready >= desired;
  const old = Math.max(0, desired - updated);
  return {
    health: enough ? 'Healthy' : 'Progressing',
    ...(!enough && { reason: 'NotReady' }),
    message: old
      ? `${readyPods(workload)}, ${old} on an old revision until deleted`
      : readyPods(workload),
  };
}

function rollingHealth(workload: RollingFacts): HealthReport {
  const status = rolloutStatus(workload);
  const ready = readyPods(workload);
  if (status.done) {
    return {
      health: 'Healthy',
      message: workload.replicas.desired === 0 ? 'Scaled to zero' : ready,
    };
  }
  return {
    health: 'Progressing',
    reason: 'RollingOut',
    message: `${ready}: ${progress(workload)}`,
  };
}

/** What `kubectl rollout status` says, in a shorter form. */
function progress(workload: RollingFacts): string {
  const { desired, updated, current, available } = workload.replicas;
  if (workload.generation > workload.observedGeneration) {
    return 'the last change has not been taken up yet';
  }
  if (updated < desired) {
    return `${updated} of ${desired} are on the new revision`;
  }
  if (current > updated) {
    return `${count(current - updated, 'old pod')} still to go`;
  }
  return available < desired
    ? `waiting for ${count(desired - available, 'pod')} to become available`
    : 'rolling out';
}

function jobHealth(job: JobFacts, pods: readonly PodFacts[]): HealthReport {
  const failed = trueCondition(job.conditions, 'Failed');
  if (failed) {
    return {
      health: 'Degraded',
      reason: failed.reason || 'Failed',
      message: clause(failed.message) || 'The job has failed',
    };
  }
  if (trueCondition(job.conditions, 'Complete')) {
    return { health: 'Healthy', message: 'Has done its work' };
  }
  if (job.suspended) {
    return { health: 'Suspended', reason: 'Suspended', message: 'Suspended' };
  }
  const state = `${job.succeeded} of ${job.completions} done, ${job.active} running`;
  const trouble = podTrouble(pods.filter(pod => pod.phase !== 'Failed'));
  return trouble
    ? withPods(state, trouble)
    : { health: 'Progressing', reason: 'Running', message: state };
}

function cronJobHealth(
  cronJob: CronJobFacts,
  { jobs, pods }: Belongings,
): HealthReport {
  if (cronJob.suspended) {
    return {
      health: 'Suspended',
      reason: 'Suspended',
      message: 'Suspended: no run is started',
    };
  }
  const last = jobs[jobs.length - 1];
  if (!last) {
    return { health: 'Healthy', message: 'Has not run yet' };
  }
  const report = jobHealth(
    last,
    pods.filter(pod => pod.controller?.uid === last.uid),
  );
  if (report.health === 'Degraded') {
    return {
      ...report,
      message: `The last run, ${last.name}: ${report.message}`,
    };
  }
  return {
    health: 'Healthy',
    message:
      report.health === 'Healthy'
        ? 'The last run succeeded'
        : `A run is under way: ${report.message}`,
  };
}

/** "2 of 3 pods ready" */
function readyPods(workload: RollingFacts): string {
  const { ready, desired } = workload.replicas;
  return `${ready} of ${count(desired, 'pod')} ready`;
}

/** A pod's trouble; pods that are on their way out have none. */
interface PodTrouble extends HealthReport {
  reason: string;
}

const STUCK = ['Unschedulable', 'SchedulingGated'];

/** The worst that a pod says; degraded pods before those that merely wait for a node. */
function podTrouble(pods: readonly PodFacts[]): PodTrouble | undefined {
  const reports = pods
    .filter(pod => !pod.deleting)
    .map(pod => ({ pod, report: podHealth(pod) }));
  const found =
    reports.find(({ report }) => report.health === 'Degraded') ??
    reports.find(({ report }) => STUCK.includes(report.reason ?? ''));
  return (
    found && {
      health: found.report.health,
      reason: found.report.reason ?? 'Degraded',
      message: withPodName(found.report.message, found.pod.name),
    }
  );
}

/** "container app is …" -> "container app of pod-1 is …" */
function withPodName(message: string, pod: string): string {
  const named = message.replace(/^((?:init )?container \S+)/, `$1 of ${pod}`);
  return named === message ? `pod ${pod}: ${message}` : named;
}

function withPods(state: string, trouble: PodTrouble): HealthReport {
  return { ...trouble, message: `${state}: ${trouble.message}` };
}
