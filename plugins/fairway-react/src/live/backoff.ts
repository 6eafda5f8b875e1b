/** @public */
export interface BackoffOptions {
  /** Before the first new attempt. @defaultValue 500 */
  firstMs?: number;
  /** At most. @defaultValue 30000 */
  maxMs?: number;
  /** From 0 to below 1. @defaultValue Math.random */
  random?: () => number;
}

/**
 * How long to wait before attempt `n` (0 is the first one after a loss):
 * doubling, and anywhere in the upper half of that, so that a thousand pages
 * do not come back to a restarted server in the same instant.
 */
export function backoffMs(n: number, options: BackoffOptions = {}): number {
  const { firstMs = 500, maxMs = 30_000, random = Math.random } = options;
  const ceiling = Math.min(maxMs, firstMs * 2 ** Math.min(n, 30));
  return Math.round(ceiling / 2 + (ceiling / 2) * random());
}
