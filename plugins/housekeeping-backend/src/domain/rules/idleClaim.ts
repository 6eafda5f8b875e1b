import type { ClaimFacts } from '../kinds/others';
import type { ClaimUse } from './claimUse';
import { fresh, kept, type Deletion, type Staleness } from './staleness';

const NO_DATA: Deletion = {
  how: 'delete',
  losesData: false,
  message: 'It has no volume, so that no data is lost',
};
const DATA: Deletion = {
  how: 'delete',
  losesData: true,
  message:
    'The data of its volume is lost, unless the volume is to be retained: then it stays, costs, and belongs to no claim',
};

/** A claim that was never bound, or lost its volume, and that nothing names. */
export function unboundClaim(claim: ClaimFacts, use: ClaimUse): Staleness {
  return claim.phase === 'Bound'
    ? fresh('never', () => 'It is bound')
    : idle(claim, use, {
        what: `It is ${claim.phase}: no volume belongs to it`,
        deletion: NO_DATA,
      });
}

/** A claim that is bound to a volume that nothing can use. */
export function unmountedClaim(claim: ClaimFacts, use: ClaimUse): Staleness {
  return claim.phase === 'Bound'
    ? idle(claim, use, {
        what: `It is bound to a volume of ${claim.storage}`,
        deletion: DATA,
      })
    : fresh('never', () => `It is ${claim.phase}, not bound`);
}

function idle(
  claim: ClaimFacts,
  use: ClaimUse,
  { what, deletion }: { what: string; deletion: Deletion },
): Staleness {
  const user = use.userOf(claim.name);
  if (user) {
    return fresh('in-use', () => `It is used by ${user}`);
  }
  const { owner } = claim;
  if (owner?.kind === 'Pod') {
    return fresh('never', () => `It goes with Pod ${owner.name}`);
  }
  return {
    stale: true,
    since: 'seen',
    ...(owner && {
      against: kept(
        'never',
        `It belongs to ${owner.kind} ${owner.name}, which decides about it`,
      ),
    }),
    evidence: () => [
      what,
      'No pod names it, nor a Deployment, StatefulSet, DaemonSet, ReplicaSet, Job or CronJob, and no claim is a copy of it',
    ],
    deletion: () => deletion,
  };
}
