import { NotFoundError } from '@backstage/errors';
import type {
  V1ControllerRevision,
  V1ReplicaSet,
} from '@kubernetes/client-node';
import type { Revision } from './history';

const notInHistory = (toRevision: number) =>
  new NotFoundError(
    `unable to find specified revision ${toRevision} in history`,
  );

/**
 * The revision of a Deployment to go back to (`polymorphichelpers/rollback.go`):
 * 0 takes the second highest. Of two with the same highest number, the later
 * one in the list counts as the previous one.
 *
 * @throws NotFoundError with kubectl's text
 */
export function chooseReplicaSet(
  name: string,
  revisions: readonly Revision<V1ReplicaSet>[],
  toRevision: number,
): Revision<V1ReplicaSet> {
  if (toRevision !== 0) {
    const found = revisions.find(({ revision }) => revision === toRevision);
    if (toRevision < 0 || !found) {
      throw notInHistory(toRevision);
    }
    return found;
  }
  const previous = secondHighest(revisions);
  if (!previous) {
    throw new NotFoundError(
      `no rollout history found for deployment "${name}"`,
    );
  }
  return previous;
}

function secondHighest(
  revisions: readonly Revision<V1ReplicaSet>[],
): Revision<V1ReplicaSet> | undefined {
  let latest: Revision<V1ReplicaSet> | undefined;
  let previous: Revision<V1ReplicaSet> | undefined;
  for (const candidate of revisions) {
    if (candidate.revision > (latest?.revision ?? -1)) {
      previous = latest;
      latest = candidate;
    } else if (candidate.revision > (previous?.revision ?? -1)) {
      previous = candidate;
    }
  }
  return previous;
}

/**
 * The revision of a StatefulSet or DaemonSet to go back to.
 *
 * @param revisions - oldest first
 * @throws NotFoundError with kubectl's text
 */
export function chooseControllerRevision(
  revisions: readonly Revision<V1ControllerRevision>[],
  toRevision: number,
): Revision<V1ControllerRevision> {
  if (toRevision < 0) {
    throw notInHistory(toRevision);
  }
  if (toRevision > 0) {
    const found = revisions.find(({ revision }) => revision === toRevision);
    if (!found) {
      throw notInHistory(toRevision);
    }
    return found;
  }
  if (revisions.length <= 1) {
    throw new NotFoundError('no last revision to roll back to');
  }
  return revisions[revisions.length - 2];
}
