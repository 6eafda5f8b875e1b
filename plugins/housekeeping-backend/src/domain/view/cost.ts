import type { Cost } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  estimateCost,
  type Prices,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { Verdict } from '../evaluate/evaluate';
import type { ObjectFacts } from '../kinds/facts';
import type { ClaimFacts } from '../kinds/others';

/**
 * What a deletion saves a month, where it saves something that has a price. A pod
 * that comes back, a job that has ended and an empty namespace cost nothing.
 */
export function savedBy(verdict: Verdict, prices: Prices): Cost | undefined {
  const { object, rule } = verdict;
  return isClaim(object, rule.kind) && object.phase === 'Bound'
    ? estimateCost({ loads: [], storage: [object.storage] }, undefined, prices)
    : undefined;
}

function isClaim(object: ObjectFacts, kind: string): object is ClaimFacts {
  return kind === 'PersistentVolumeClaim' && 'storage' in object;
}
