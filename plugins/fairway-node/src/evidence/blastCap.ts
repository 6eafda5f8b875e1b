/** How much one pass may delete. @public */
export interface BlastCap {
  /** So many, at most. */
  maxCount: number;
  /** Of those that the pass looked at. Counts only above three. */
  maxPercent: number;
}

/** So few may always go: one of two is half, and no disaster. */
const FEW = 3;

/**
 * Why a pass must not delete anything: something that makes many things expire
 * at once is more often a mistake than a wish.
 *
 * @param words - what is counted, and where the limits stand
 * @returns undefined if it may
 * @public
 */
export function exceedsCap(
  counts: { due: number; all: number },
  { maxCount, maxPercent }: BlastCap,
  words: { what: string; config: string },
): string | undefined {
  const { due, all } = counts;
  const { what, config } = words;
  if (due > maxCount) {
    return `${due} of ${all} ${what} are due for deletion at once, more than ${config}.maxCount (${maxCount}). Nothing is deleted until a person deletes some, renews some, or raises the limit`;
  }
  const percent = (100 * due) / Math.max(all, 1);
  if (due > FEW && percent > maxPercent) {
    return `${due} of ${all} ${what} are due for deletion at once, more than ${config}.maxPercent (${maxPercent} %). Nothing is deleted until a person deletes some, renews some, or raises the limit`;
  }
  return undefined;
}
