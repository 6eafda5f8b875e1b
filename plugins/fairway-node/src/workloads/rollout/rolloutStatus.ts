import type { DaemonSetFacts } from '../kinds/daemonSet';
import type { DeploymentFacts } from '../kinds/deployment';
import type { StatefulSetFacts } from '../kinds/statefulSet';

/** What `kubectl rollout status` would print. @public */
export interface RolloutStatus {
  done: boolean;
  /** kubectl's text, without the newline. */
  message: string;
  /** kubectl would exit with an error. */
  failed: boolean;
}

/** The kinds that roll out. @public */
export type RollingFacts = DeploymentFacts | StatefulSetFacts | DaemonSetFacts;

const waiting = (message: string): RolloutStatus => ({
  done: false,
  message,
  failed: false,
});
const done = (message: string): RolloutStatus => ({
  done: true,
  message,
  failed: false,
});
const failed = (message: string): RolloutStatus => ({
  done: false,
  message,
  failed: true,
});

const WRONG_STRATEGY =
  'rollout status is only available for RollingUpdate strategy type';

/**
 * The rules and texts of kubectl's `polymorphichelpers/rollout_status.go`, in
 * its order.
 *
 * @public
 */
export function rolloutStatus(facts: RollingFacts): RolloutStatus {
  switch (facts.kind) {
    case 'Deployment':
      return deploymentStatus(facts);
    case 'StatefulSet':
      return statefulSetStatus(facts);
    default:
      return daemonSetStatus(facts);
  }
}

function deploymentStatus(facts: DeploymentFacts): RolloutStatus {
  const { name, replicas, generation, observedGeneration } = facts;
  const { desired, updated, current, available } = replicas;
  const rollout = `Waiting for deployment "${name}" rollout to finish:`;
  if (generation > observedGeneration) {
    return waiting('Waiting for deployment spec update to be observed...');
  }
  if (deadlineExceeded(facts)) {
    return failed(`deployment "${name}" exceeded its progress deadline`);
  }
  if (updated < desired) {
    return waiting(
      `${rollout} ${updated} out of ${desired} new replicas have been updated...`,
    );
  }
  if (current > updated) {
    return waiting(
      `${rollout} ${current - updated} old replicas are pending termination...`,
    );
  }
  if (available < updated) {
    return waiting(
      `${rollout} ${available} of ${updated} updated replicas are available...`,
    );
  }
  return done(`deployment "${name}" successfully rolled out`);
}

/**
 * The rollout did not get on within `spec.progressDeadlineSeconds`.
 *
 * @public
 */
export function deadlineExceeded({ conditions }: DeploymentFacts): boolean {
  return conditions.some(
    ({ type, reason }) =>
      type === 'Progressing' && reason === 'ProgressDeadlineExceeded',
  );
}

function daemonSetStatus(facts: DaemonSetFacts): RolloutStatus {
  const { name, strategy, replicas, generation, observedGeneration } = facts;
  const { desired, updated, available } = replicas;
  const rollout = `Waiting for daemon set "${name}" rollout to finish:`;
  if (strategy !== 'RollingUpdate') {
    return failed(WRONG_STRATEGY);
  }
  if (generation > observedGeneration) {
    return waiting('Waiting for daemon set spec update to be observed...');
  }
  if (updated < desired) {
    return waiting(
      `${rollout} ${updated} out of ${desired} new pods have been updated...`,
    );
  }
  if (available < desired) {
    return waiting(
      `${rollout} ${available} of ${desired} updated pods are available...`,
    );
  }
  return done(`daemon set "${name}" successfully rolled out`);
}

function statefulSetStatus(facts: StatefulSetFacts): RolloutStatus {
  const { strategy, replicas, generation, observedGeneration } = facts;
  if (strategy !== 'RollingUpdate') {
    return failed(WRONG_STRATEGY);
  }
  if (observedGeneration === 0 || generation > observedGeneration) {
    return waiting('Waiting for statefulset spec update to be observed...');
  }
  if (replicas.ready < replicas.desired) {
    return waiting(
      `Waiting for ${replicas.desired - replicas.ready} pods to be ready...`,
    );
  }
  return facts.partition === undefined
    ? wholeStatus(facts)
    : partitionedStatus(facts, facts.partition);
}

function partitionedStatus(
  { replicas }: StatefulSetFacts,
  partition: number,
): RolloutStatus {
  const { desired, updated } = replicas;
  return updated < desired - partition
    ? waiting(
        `Waiting for partitioned roll out to finish: ${updated} out of ${
          desired - partition
        } new pods have been updated...`,
      )
    : done(
        `partitioned roll out complete: ${updated} new pods have been updated...`,
      );
}

function wholeStatus(facts: StatefulSetFacts): RolloutStatus {
  const { replicas, currentRevision, updateRevision } = facts;
  return updateRevision !== currentRevision
    ? waiting(
        `waiting for statefulset rolling update to complete ${replicas.updated} pods at revision ${updateRevision}...`,
      )
    : done(
        `statefulset rolling update complete ${replicas.current} pods at revision ${currentRevision}...`,
      );
}
