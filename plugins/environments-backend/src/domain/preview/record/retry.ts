import type { Failure } from './record';

const SECOND = 1000;
const FIRST = 5 * SECOND;
const LONGEST = 10 * 60 * SECOND;

/** When a failed delivery is tried again; never, if the same would come of it. */
export function retryAt({ permanent, at, count }: Failure): Date | undefined {
  if (permanent) {
    return undefined;
  }
  const wait = Math.min(FIRST * 2 ** Math.min(count - 1, 10), LONGEST);
  return new Date(Date.parse(at) + wait);
}
