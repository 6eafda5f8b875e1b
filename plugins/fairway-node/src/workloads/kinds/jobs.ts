import type { CachedKind } from '../../cache/types';
import type { V1CronJob, V1Job } from '@kubernetes/client-node';
import {
  conditionFacts,
  INDEXED_LABELS,
  timeText,
  workloadFacts,
  type ConditionFacts,
  type WorkloadFacts,
} from './facts';
import { WORKLOAD_TYPES } from './resourceTypes';

/** @see WorkloadFacts @public */
export interface JobFacts extends WorkloadFacts {
  kind: 'Job';
  suspended: boolean;
  active: number;
  succeeded: number;
  failed: number;
  completions: number;
  conditions: ConditionFacts[];
}

/** @see WorkloadFacts @public */
export interface CronJobFacts extends WorkloadFacts {
  kind: 'CronJob';
  suspended: boolean;
  cron: string;
  timeZone?: string;
  /** RFC 3339 */
  lastScheduledAt?: string;
  active: number;
}

function jobCounts(job: V1Job) {
  const { spec, status } = job;
  return {
    active: status?.active ?? 0,
    succeeded: status?.succeeded ?? 0,
    failed: status?.failed ?? 0,
    completions: spec?.completions ?? 1,
  };
}

/** @see JobFacts @public */
export const jobKind: CachedKind<JobFacts> = {
  type: WORKLOAD_TYPES.Job,
  indexedLabels: INDEXED_LABELS,
  project(object) {
    const job = object as V1Job;
    const facts = workloadFacts({
      kind: 'Job',
      group: 'batch',
      object: job,
      template: job.spec?.template,
    });
    return {
      ...facts,
      kind: 'Job',
      // The Job controller reports no observed generation.
      observedGeneration: facts.generation,
      suspended: job.spec?.suspend ?? false,
      ...jobCounts(job),
      conditions: conditionFacts(job.status?.conditions),
    };
  },
};

/** @see CronJobFacts @public */
export const cronJobKind: CachedKind<CronJobFacts> = {
  type: WORKLOAD_TYPES.CronJob,
  indexedLabels: INDEXED_LABELS,
  project(object) {
    const cronJob = object as V1CronJob;
    const { spec, status } = cronJob;
    const facts = workloadFacts({
      kind: 'CronJob',
      group: 'batch',
      object: cronJob,
      template: spec?.jobTemplate?.spec?.template,
    });
    return {
      ...facts,
      kind: 'CronJob',
      observedGeneration: facts.generation,
      suspended: spec?.suspend ?? false,
      cron: spec?.schedule ?? '',
      timeZone: spec?.timeZone,
      lastScheduledAt: timeText(status?.lastScheduleTime) || undefined,
      active: status?.active?.length ?? 0,
    };
  },
};
