/** How much one pass may delete. */
export interface BlastCap {
  /** Environments, at most. */
  maxCount: number;
  /** Of those that the pass looked at. Counts only above {@link FEW}. */
  maxPercent: number;
}

/** So few may always go: one of two is half, and no disaster. */
const FEW = 3;

/**
 * Why a pass must not delete anything: something that makes many environments
 * expire at once is more often a mistake than a wish.
 *
 * @returns undefined if it may
 */
export function exceedsCap(
  counts: { due: number; all: number },
  { maxCount, maxPercent }: BlastCap,
): string | undefined {
  const { due, all } = counts;
  if (due > maxCount) {
    return `${due} of ${all} environments are due for deletion at once, more than environments.cleanup.maxCount (${maxCount}). Nothing is deleted until a person deletes some, renews some, or raises the limit`;
  }
  const percent = (100 * due) / Math.max(all, 1);
  if (due > FEW && percent > maxPercent) {
    return `${due} of ${all} environments are due for deletion at once, more than environments.cleanup.maxPercent (${maxPercent} %). Nothing is deleted until a person deletes some, renews some, or raises the limit`;
  }
  return undefined;
}
