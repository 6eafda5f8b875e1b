import {
  stringifyHousekeepingRef,
  type CleanableRef,
  type CleanupFinding,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { Prices } from '@fairway-idp/backstage-plugin-fairway-node';
import type { Verdict } from '../evaluate/evaluate';
import { keepUntilOf } from '../kinds/facts';
import { savedBy } from './cost';

/** Whose it is, and where that stands. */
export interface Ownership {
  owner: string;
  ownerFrom: CleanupFinding['ownerFrom'];
  entity?: string;
}

/** What everybody sees alike of a finding. */
export type SharedFinding = Omit<CleanupFinding, 'actions'>;

/** Names the object of a verdict. */
export function refOf(cluster: string, verdict: Verdict): CleanableRef {
  const { rule, object, namespace } = verdict;
  return { cluster, namespace, kind: rule.kind, name: object.name };
}

const UNKNOWN_DELETION: CleanupFinding['deletion'] = {
  how: 'delete',
  losesData: false,
  message: '',
};

function stateOf({ state, object, rule }: Verdict): CleanupFinding['state'] {
  if (!state) {
    throw new Error(`${object.name} is no finding of ${rule.id}`);
  }
  return state;
}

/** @see SharedFinding */
export function findingView(
  verdict: Verdict,
  ownership: Ownership,
  { cluster, prices }: { cluster: string; prices: Prices },
): SharedFinding {
  const { rule, object, matched, protection } = verdict;
  const ref = refOf(cluster, verdict);
  const keepUntil = keepUntilOf(object);
  const cost = savedBy(verdict, prices);
  const since = verdict.since ?? object.createdAt;
  return {
    id: `${rule.id}|${stringifyHousekeepingRef(ref)}`,
    ...ref,
    uid: object.uid,
    resourceVersion: object.resourceVersion,
    rule: rule.id,
    ruleTitle: rule.title,
    state: stateOf(verdict),
    message: verdict.why(),
    evidence: matched?.evidence() ?? [],
    createdAt: object.createdAt,
    staleSince: since,
    expiresAt: verdict.expiresAt ?? since,
    ...ownership,
    ...(verdict.warning && { warnedAt: verdict.warning.deliveredAt }),
    ...(verdict.deadline && { deadline: verdict.deadline }),
    ...(keepUntil && { renewedUntil: keepUntil }),
    ...(protection && { protection }),
    deletion: matched?.deletion() ?? UNKNOWN_DELETION,
    ...(cost && { cost }),
  };
}
