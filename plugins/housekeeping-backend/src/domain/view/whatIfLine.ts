import type { WhatIfLine } from '@fairway-idp/backstage-plugin-fairway-common';
import type { Prices } from '@fairway-idp/backstage-plugin-fairway-node';
import type { Verdict } from '../evaluate/evaluate';
import { savedBy } from './cost';
import { refOf } from './findingView';

const FATES: Record<string, WhatIfLine['fate'] | undefined> = {
  due: 'delete',
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
  const late =
    options.supposed && (state === 'candidate' || state === 'warned');
  const goes = late || state === 'due';
  const cost = goes ? savedBy(verdict, options.prices)?.perMonth : undefined;
  return {
    ...refOf(options.cluster, verdict),
    rule: rule.id,
    ...(goes && options.blocked
      ? { fate: 'keep', reason: 'cap', why: 'The cap would hold it back' }
      : {
          fate: goes ? 'delete' : FATES[state] ?? 'keep',
          reason: goes ? 'due' : verdict.reason,
          why: late
            ? 'Its time would be over, and its owner warned'
            : verdict.why(),
        }),
    ...(cost !== undefined && { cost }),
  };
}
