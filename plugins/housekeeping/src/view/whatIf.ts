import type {
  WhatIf,
  WhatIfLine,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { parseWhole } from '@fairway-idp/backstage-plugin-fairway-react';
import type { WhatIfWish } from '../api/HousekeepingApi';

/** What a person supposes, as it is typed. */
export interface WhatIfDraft {
  /** Id of a rule; empty = all that are on. */
  rule: string;
  /** Days from now. */
  days: 0 | 7 | 30;
  /** Hours; empty = as the rules say. */
  olderThan: string;
}

/** Nothing supposed: as a pass would do now. */
export const NO_DRAFT: WhatIfDraft = { rule: '', days: 0, olderThan: '' };

/** The most hours that may be typed: a year. */
export const MOST_HOURS = 24 * 366;

/** What goes to the backend; undefined while something typed makes no sense. */
export function wishOf(draft: WhatIfDraft): WhatIfWish | undefined {
  const { ok, value } = parseWhole(draft.olderThan, MOST_HOURS);
  return ok
    ? {
        rule: draft.rule || undefined,
        olderThanHours: value,
        inHours: draft.days * 24,
      }
    : undefined;
}

/** A dry run in all clusters, in a few numbers. */
export interface WhatIfSums {
  looked: number;
  deleted: number;
  survivors: number;
  /** Of the slowest cluster. */
  seconds: number;
  /** Absent where nothing that would go has a price, or prices are of several currencies. */
  saved?: { amount: number; currency: string };
}

/** Adds all clusters up. */
export function sumWhatIf({ clusters }: WhatIf): WhatIfSums {
  const sum = (numberOf: (cluster: WhatIf['clusters'][number]) => number) =>
    clusters.reduce((all, cluster) => all + numberOf(cluster), 0);
  const savings = clusters.flatMap(({ savedPerMonth }) => savedPerMonth ?? []);
  const currencies = new Set(savings.map(({ currency }) => currency));
  return {
    looked: sum(({ looked }) => looked),
    deleted: sum(({ deletedCount }) => deletedCount),
    survivors: sum(({ survivors }) =>
      survivors.reduce((all, { count }) => all + count, 0),
    ),
    seconds: Math.max(0, ...clusters.map(({ seconds }) => seconds)),
    saved:
      currencies.size === 1
        ? {
            amount: savings.reduce((all, { amount }) => all + amount, 0),
            currency: savings[0].currency,
          }
        : undefined,
  };
}

/** Where an object of a dry run is. */
export function placeOf(
  { kind, namespace, cluster }: WhatIfLine,
  titleOf?: (cluster: string) => string,
): string {
  const parts = [
    ...(kind === 'Namespace' ? [] : [namespace]),
    ...(titleOf ? [titleOf(cluster)] : []),
  ];
  return parts.join(', ');
}
