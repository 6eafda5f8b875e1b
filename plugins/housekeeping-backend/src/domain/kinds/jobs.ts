import type { CachedKind } from '@fairway-idp/backstage-plugin-fairway-node';
import type { V1CronJob, V1Job } from '@kubernetes/client-node';
import { containersOf, type ContainerFacts } from './containers';
import {
  controllerOf,
  objectFacts,
  timeText,
  type Controller,
  type ObjectFacts,
} from './facts';
import { TYPES } from './resourceTypes';
import { claimsOf } from './volumes';

/** @see ObjectFacts */
export interface JobFacts extends ObjectFacts {
  controller: Controller | undefined;
  outcome: 'complete' | 'failed' | undefined;
  /** RFC 3339; when it completed or failed. */
  endedAt: string | undefined;
  /** Kubernetes itself deletes it after it ended. */
  hasTtl: boolean;
  claims: readonly string[];
}

/** @see ObjectFacts */
export interface CronJobFacts extends ObjectFacts {
  suspend: boolean;
  claims: readonly string[];
  containers: readonly ContainerFacts[];
}

/** @see JobFacts */
export const jobKind: CachedKind<JobFacts> = {
  type: TYPES.Job,
  project(object) {
    const job = object as V1Job;
    const { spec, status } = job;
    const ended = (status?.conditions ?? []).find(
      ({ type, status: holds }) =>
        holds === 'True' && (type === 'Complete' || type === 'Failed'),
    );
    return {
      ...objectFacts(job),
      controller: controllerOf(job),
      outcome: ended && (ended.type === 'Complete' ? 'complete' : 'failed'),
      endedAt:
        timeText(status?.completionTime) ?? timeText(ended?.lastTransitionTime),
      hasTtl: typeof spec?.ttlSecondsAfterFinished === 'number',
      claims: claimsOf(spec?.template.spec),
    };
  },
};

/** @see CronJobFacts */
export const cronJobKind: CachedKind<CronJobFacts> = {
  type: TYPES.CronJob,
  project(object) {
    const job = object as V1CronJob;
    const template = job.spec?.jobTemplate.spec?.template.spec;
    return {
      ...objectFacts(job),
      suspend: job.spec?.suspend ?? false,
      claims: claimsOf(template),
      containers: containersOf(template),
    };
  },
};
