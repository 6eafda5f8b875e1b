import type { Life, Silence, Year } from './types.ts';

/** Which cluster a service is in. */
export const seenIn = (number: number): 'sim-a' | 'sim-b' =>
  number % 2 === 0 ? 'sim-a' : 'sim-b';

/** Whether a service was made where nobody has looked since. */
export function isUnseen(year: Year, life: Life): boolean {
  return silencesOf(year, life).some(
    ({ from, to }) => life.made >= from && to > year.end,
  );
}

/**
 * Whether nobody can tell if a service was there at a moment: it fell into a silence of
 * its cluster, in which the service vanished or which goes on.
 */
export function isUntold(year: Year, life: Life, moment: number): boolean {
  const { end = Infinity } = life;
  return silencesOf(year, life).some(
    ({ from, to }) =>
      moment >= from &&
      moment < to &&
      end >= from &&
      (to > year.end || end <= to),
  );
}

function silencesOf({ silences }: Year, { number }: Life): Silence[] {
  return silences.filter(({ source }) => source === seenIn(number));
}
