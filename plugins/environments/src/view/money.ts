import type {
  Cost,
  EnvironmentView,
} from '@fairway-idp/backstage-plugin-fairway-common';

/** What several cost together, as far as it is known. */
export interface CostSum {
  perMonth: number;
  saved: number;
  currency?: string;
  /** How many have no known price; they are not in the sum. */
  unknown: number;
}

/** Adds costs up; those that are unknown are counted instead. */
export function sumCost(environments: EnvironmentView[]): CostSum {
  const known = environments
    .map(({ cost }) => cost)
    .filter(
      (cost): cost is Cost & { perMonth: number } =>
        cost.perMonth !== undefined,
    );
  return {
    perMonth: known.reduce((sum, { perMonth }) => sum + perMonth, 0),
    saved: known.reduce((sum, { parts }) => sum + (parts.savedBySleep ?? 0), 0),
    currency: environments[0]?.cost.currency,
    unknown: environments.length - known.length,
  };
}
