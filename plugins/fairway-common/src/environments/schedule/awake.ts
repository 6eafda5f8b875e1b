import type { Override } from './override';
import { daysOf, type Schedule } from './schedule';
import { DAY, instantOf, weekdayOf } from './wallClock';

/** No weekly rhythm needs a longer look ahead. */
const LOOK_AHEAD_DAYS = 8;

/** What decides whether something shall be awake. @public */
export interface Rhythm {
  /** Absent = always awake. */
  schedule?: Schedule;
  override?: Override;
}

/**
 * Whether something shall be awake now. Level-triggered: it depends on nothing
 * but the rhythm and the clock, so that no moment can be missed.
 *
 * A window begins at its start and ends just before its end, both by the clock
 * on the wall: a time that is skipped in spring counts as the first instant
 * after the gap, a time that comes twice in autumn as its first coming.
 *
 * @public
 */
export function shouldBeAwake(
  { schedule, override }: Rhythm,
  now: Date,
): boolean {
  const time = now.getTime();
  if (override && holds(override, time)) {
    return override.state === 'awake';
  }
  return !schedule || isInWindow(schedule, time);
}

/**
 * When {@link shouldBeAwake} gives another answer for the first time; undefined
 * if it never does.
 *
 * @public
 */
export function nextChange(rhythm: Rhythm, now: Date): Date | undefined {
  const state = shouldBeAwake(rhythm, now);
  return boundaries(rhythm, now)
    .map(time => new Date(time))
    .find(time => shouldBeAwake(rhythm, time) !== state);
}

/**
 * When the schedule alone begins to be awake the next time; undefined without a
 * schedule. For a person's "sleep now" and "I work tonight", which end there.
 *
 * @public
 */
export function nextStart(
  schedule: Schedule | undefined,
  now: Date,
): Date | undefined {
  return boundaries({ schedule }, now)
    .map(time => new Date(time))
    .find(
      time =>
        shouldBeAwake({ schedule }, time) &&
        !shouldBeAwake({ schedule }, new Date(time.getTime() - 1)),
    );
}

function holds({ until }: Override, time: number): boolean {
  return until === undefined || time < Date.parse(until);
}

/** In order, all later than now. */
function boundaries({ schedule, override }: Rhythm, now: Date): number[] {
  const time = now.getTime();
  const ends = override?.until ? [Date.parse(override.until)] : [];
  // An override may last for months; the rhythm goes on after it.
  const starts = [time, ...ends];
  const periods = schedule
    ? starts.flatMap(from => periodsAround(schedule, from, LOOK_AHEAD_DAYS))
    : [];
  return [...ends, ...periods.flatMap(({ start, end }) => [start, end])]
    .filter(boundary => boundary > time)
    .sort((a, b) => a - b);
}

function isInWindow(schedule: Schedule, time: number): boolean {
  return periodsAround(schedule, time, 0).some(
    ({ start, end }) => start <= time && time < end,
  );
}

/**
 * Windows that begin from yesterday until `ahead` days after. Yesterday and
 * today by UTC, one day wider on both sides: no zone is further away.
 */
function periodsAround(
  { windows, zone }: Schedule,
  time: number,
  ahead: number,
): Array<{ start: number; end: number }> {
  const today = Math.floor(time / DAY);
  const periods = [];
  for (let day = today - 2; day <= today + ahead + 1; day++) {
    for (const window of windows) {
      if (daysOf(window).includes(weekdayOf(day))) {
        const { start, end } = window;
        const endDay = end <= start ? day + 1 : day;
        periods.push({
          start: instantOf(zone, day, start),
          end: instantOf(zone, endDay, end),
        });
      }
    }
  }
  return periods;
}
