import type { WorkspaceView } from '@fairway-idp/backstage-plugin-fairway-common';

/** What several cost together, as far as it is known. */
export interface CostSum {
  /** Absent if none has a price. */
  perMonth?: number;
  currency?: string;
  /** How many have no known price; they are not in the sum. */
  unknown: number;
}

/** Adds costs up; those that are unknown are counted instead. */
export function sumCost(workspaces: Pick<WorkspaceView, 'cost'>[]): CostSum {
  const known = workspaces.flatMap(({ cost }) =>
    cost?.perMonth === undefined ? [] : [cost.perMonth],
  );
  return {
    perMonth:
      known.length > 0
        ? known.reduce((sum, amount) => sum + amount, 0)
        : undefined,
    currency: workspaces.find(({ cost }) => cost)?.cost?.currency,
    unknown: workspaces.length - known.length,
  };
}
