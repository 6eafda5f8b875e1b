import type {
  CapacityPool,
  CapacityResource,
  CapacityUse,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { TrendLine } from '@fairway-idp/backstage-plugin-fairway-react';

/** What is told of a resource: asked for, measured, and there. */
export const AMOUNTS = ['requested', 'used', 'allocatable'] as const;

/** One of {@link AMOUNTS}. */
export type AmountKind = (typeof AMOUNTS)[number];

/** Of what there is; absent where there is nothing, or nothing is known. */
export function shareOf(
  amount: number | undefined,
  { allocatable }: CapacityUse,
): number | undefined {
  return amount === undefined || allocatable === 0
    ? undefined
    : amount / allocatable;
}

/**
 * A pool's samples of one resource as lines. Use that was never measured makes
 * no line.
 */
export function trendOf(
  pool: Pick<CapacityPool, 'samples'>,
  resource: CapacityResource,
  labelOf: (kind: AmountKind) => string,
): TrendLine[] {
  return AMOUNTS.map(kind => ({
    key: kind,
    label: labelOf(kind),
    points: pool.samples.map(sample => ({
      at: Date.parse(sample.at),
      value: sample[resource][kind],
    })),
  })).filter(({ points }) => points.some(({ value }) => value !== undefined));
}

/** The gravest thing to say about a pool. */
export function worstWarning(
  warnings: CapacityPool['warnings'],
): 'high' | 'medium' | undefined {
  if (warnings.some(({ severity }) => severity === 'high')) {
    return 'high';
  }
  return warnings.length > 0 ? 'medium' : undefined;
}
