import type { JobFacts } from '../kinds/jobs';
import { fresh, unknown, type Deletion, type Staleness } from './staleness';

const DELETION: Deletion = {
  how: 'delete',
  losesData: false,
  message: 'Its pods and their logs go with it',
};

/** A Job that completed, or failed, and that nothing else takes away. */
export function endedJob(
  job: JobFacts,
  wanted: NonNullable<JobFacts['outcome']>,
): Staleness {
  const { controller, outcome, endedAt, hasTtl } = job;
  if (outcome === undefined) {
    return fresh('in-use', () => 'It has not ended');
  }
  if (outcome !== wanted) {
    return fresh('never', () => `It is ${outcome}, which is another rule's`);
  }
  if (controller) {
    return fresh('never', () =>
      controller.kind === 'CronJob'
        ? `It goes by the history limits of CronJob ${controller.name}`
        : `It is the business of ${controller.kind} ${controller.name}`,
    );
  }
  if (hasTtl) {
    return fresh(
      'never',
      () => 'Kubernetes deletes it by its ttlSecondsAfterFinished',
    );
  }
  return {
    stale: true,
    // Never before it was there, whatever its status says.
    since:
      endedAt !== undefined && endedAt > job.createdAt
        ? endedAt
        : job.createdAt,
    ...(endedAt === undefined && {
      against: unknown('It does not say when it ended'),
    }),
    evidence: () => [
      `It is ${outcome} since ${endedAt}`,
      'Nothing owns it, and it has no ttlSecondsAfterFinished',
    ],
    deletion: () => DELETION,
  };
}
