import { IANAZone } from 'luxon';

const MINUTE = 60_000;
/** In milliseconds. @internal */
export const DAY = 24 * 60 * MINUTE;

/** A day on the calendar, as the number of days since 1970-01-01. @internal */
export type CalendarDay = number;

/** Monday is 0. @internal */
export function weekdayOf(day: CalendarDay): number {
  // 1970-01-01 was a Thursday.
  return (((day + 3) % 7) + 7) % 7;
}

/**
 * Asking for an offset costs microseconds, and a sweep over thousands of
 * environments asks for the same few instants over and over.
 */
const known = new Map<string, number>();
const MAX_KNOWN = 20_000;

/**
 * The instant at which the clock on the wall shows a time. Where the clock goes
 * back and shows it twice, the first; where it goes forward and never shows it,
 * the first instant after the gap.
 *
 * @internal
 */
export function instantOf(
  zone: string,
  day: CalendarDay,
  minutes: number,
): number {
  const key = `${zone}|${day}|${minutes}`;
  const found = known.get(key);
  if (found !== undefined) {
    return found;
  }
  if (known.size >= MAX_KNOWN) {
    known.clear();
  }
  const instant = findInstant(zone, day, minutes);
  known.set(key, instant);
  return instant;
}

function findInstant(zone: string, day: CalendarDay, minutes: number): number {
  const local = day * DAY + minutes * MINUTE;
  // Offsets of at most 14 hours: one of these two holds at the time sought.
  const before = offsetAt(zone, local - DAY);
  const after = offsetAt(zone, local + DAY);
  const candidates = [local - before, local - after].filter(
    instant => instant + offsetAt(zone, instant) === local,
  );
  return candidates.length > 0
    ? Math.min(...candidates)
    : endOfGap(zone, { from: local - after, to: local - before });
}

/** Where the offset changes between two instants, found by halving. */
function endOfGap(zone: string, { from, to }: { from: number; to: number }) {
  const later = offsetAt(zone, to);
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle) === later) {
      high = middle;
    } else {
      low = middle;
    }
  }
  return high;
}

/** In milliseconds, east positive. */
function offsetAt(zone: string, instant: number): number {
  return IANAZone.create(zone).offset(instant) * MINUTE;
}
