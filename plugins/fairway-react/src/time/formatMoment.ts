const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Up to which distance it is told in which unit. */
const UNITS: ReadonlyArray<[number, Intl.RelativeTimeFormatUnit, number]> = [
  [50 * SECOND, 'second', SECOND],
  [50 * MINUTE, 'minute', MINUTE],
  [36 * HOUR, 'hour', HOUR],
  [90 * DAY, 'day', DAY],
  [Infinity, 'month', 30.4 * DAY],
];

/**
 * How far away a moment is: `in 3 days`, `2 hours ago`.
 *
 * @param ms - From now, in milliseconds; negative for the past
 *
 * @public
 */
export function formatRelative(ms: number, locale?: string): string {
  const [, unit, size] =
    UNITS.find(([upTo]) => Math.abs(ms) < upTo) ?? UNITS[UNITS.length - 1];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'always' }).format(
    Math.round(ms / size),
    unit,
  );
}

/**
 * A moment by the reader's clock: `Mon, Dec 7, 08:00`. The year is told where
 * it is not that of `now`.
 *
 * @public
 */
export function formatMoment(
  at: Date,
  now: Date = new Date(),
  locale?: string,
): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(at.getFullYear() !== now.getFullYear() && { year: 'numeric' }),
  }).format(at);
}

const TIMESTAMP = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/**
 * A sentence with its RFC 3339 timestamps by the reader's clock.
 *
 * @public
 */
export function withLocalTimes(text: string): string {
  return text.replace(TIMESTAMP, stamp => formatMoment(new Date(stamp)));
}

/** The sentence cut at its timestamps; they are the odd ones. */
export function splitAtTimes(text: string): string[] {
  return text.split(new RegExp(`(${TIMESTAMP.source})`));
}

/** How long words about a moment so far away stay true. */
export function relativeTickMs(ms: number): number {
  const distance = Math.abs(ms);
  if (distance < 2 * MINUTE) {
    return SECOND;
  }
  return distance < 2 * HOUR ? 30 * SECOND : 10 * MINUTE;
}
