import type { WhatIfLine } from '@fairway-idp/backstage-plugin-fairway-common';
import type { Prices } from '@fairway-idp/backstage-plugin-fairway-node';
import type { Verdict } from '../evaluate/evaluate';
import { savedBy } from './cost';
import { refOf } from './findingView';

const FATES: Record<string, WhatIfLine['fate'] | undefined> = {
  candidate: 'warn',
  warned: 'wait',
};

/**
 * What would become of an object, and why.
 *
 * @param options.supposed - all were warned in time: a candidate is due
 * @param options.blocked - the cap holds deletions back
 */
export function whatIfLine(
  verdict: Verdict,
  options: {
    cluster: string;
    prices: Prices;
    supposed: boolean;
    blocked: boolean;
  },
): WhatIfLine {
  const { rule, state = '' } = verdict;
  const isLate =
    options.supposed && (state === 'candidate' || state === 'warned');
  const base = { ...refOf(options.cluster, verdict), rule: rule.id };
  if (!isLate && state !== 'due') {
    const fate = FATES[state] ?? 'keep';
    return { ...base, fate, reason: verdict.reason, why: verdict.why() };
  }
  const cost = savedBy(verdict, options.prices)?.perMonth;
  const priced = { ...base, ...(cost !== undefined && { cost }) };
  if (options.blocked) {
    const why = 'The cap would hold it back';
    return { ...priced, fate: 'keep', reason: 'cap', why };
  }
  const why = isLate
    ? 'Its time would be over, and its owner warned'
    : verdict.why();
  return { ...priced, fate: 'delete', reason: 'due', why };
}
