import type { WorkloadView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  workloadHealth,
  type AnyWorkloadFacts,
  rolloutStatus,
} from '@fairway-idp/backstage-plugin-fairway-node/workloads';
import type { FoundWorkload } from './NamespaceIndex';
import { podView } from './podView';

/** A workload as all viewers see it; what each may do is added for each. */
export type SharedWorkloadView = Omit<WorkloadView, 'actions'>;

/** What the browser is shown of a workload. */
export function workloadView(
  cluster: string,
  found: FoundWorkload,
): SharedWorkloadView {
  const { workload, stage, pods } = found;
  const { namespace, kind, name, uid, resourceVersion, createdAt } = workload;
  return {
    cluster,
    namespace,
    kind,
    name,
    uid,
    resourceVersion,
    createdAt,
    ...(stage && { stage }),
    ...workloadHealth(workload, found),
    images: workload.images,
    paused: isPaused(workload),
    ...ofItsKind(workload),
    ...autoscalerOf(found),
    ...(workload.managedBy && { managedBy: workload.managedBy }),
    pods: pods.map(podView),
  };
}

/** Deployment paused, CronJob or Job suspended. */
export function isPaused(workload: AnyWorkloadFacts): boolean {
  switch (workload.kind) {
    case 'Deployment':
      return workload.paused;
    case 'CronJob':
    case 'Job':
      return workload.suspended;
    default:
      return false;
  }
}

function ofItsKind(workload: AnyWorkloadFacts): Partial<SharedWorkloadView> {
  switch (workload.kind) {
    case 'CronJob': {
      const { cron, timeZone, lastScheduledAt, active } = workload;
      return {
        schedule: {
          cron,
          ...(timeZone && { timeZone }),
          ...(lastScheduledAt && { lastScheduledAt }),
          active,
        },
      };
    }
    case 'Job':
      return {};
    default: {
      const { desired, ready, updated, available } = workload.replicas;
      const { done, message } = rolloutStatus(workload);
      return {
        replicas: { desired, ready, updated, available },
        rollout: { done, message },
        ...(workload.kind === 'Deployment' &&
          workload.revision !== undefined && { revision: workload.revision }),
      };
    }
  }
}

function autoscalerOf({
  autoscaler,
}: FoundWorkload): Pick<SharedWorkloadView, 'autoscaler'> {
  if (!autoscaler) {
    return {};
  }
  const { name, min, max, current } = autoscaler;
  return { autoscaler: { name, min, max, current } };
}
