import { InputError } from '@backstage/errors';
import { IANAZone } from 'luxon';

/** Days as people write them, Monday first. @public */
export const WEEKDAYS = [
  'Mon',
  'Tue',
  'Wed',
  'Thu',
  'Fri',
  'Sat',
  'Sun',
] as const;

/** One of {@link WEEKDAYS}. @public */
export type Weekday = (typeof WEEKDAYS)[number];

/** When something is awake, by the clock on the wall. @public */
export interface ScheduleWindow {
  /** First and last day on which it begins; may go over Sunday. */
  from: Weekday;
  to: Weekday;
  /** Minutes since midnight. */
  start: number;
  /** Minutes since midnight, up to 1440; before `start` means the next day. */
  end: number;
}

/** Weekly windows in one IANA time zone. @public */
export interface Schedule {
  windows: readonly ScheduleWindow[];
  zone: string;
}

const MINUTES_A_DAY = 24 * 60;
const DAYS = WEEKDAYS.join('|');
const WINDOW = new RegExp(
  `^(${DAYS})(?:-(${DAYS}))? (\\d\\d):(\\d\\d)-(\\d\\d):(\\d\\d)$`,
);
const EXAMPLE = 'Mon-Fri 08:00-18:00 Europe/Berlin';

/**
 * Reads `Mon-Fri 08:00-18:00, Sat 10:00-14:00 Europe/Berlin`.
 *
 * @public
 * @throws InputError saying what is not understood
 */
export function parseSchedule(text: string): Schedule {
  const trimmed = text.trim().replace(/\s+/g, ' ');
  const cut = trimmed.lastIndexOf(' ');
  const zone = trimmed.slice(cut + 1);
  if (!isZone(zone)) {
    throw new InputError(
      `'${zone}' is not a time zone; write a schedule such as ${EXAMPLE}`,
    );
  }
  const windows = trimmed.slice(0, Math.max(cut, 0)).split(', ');
  return { windows: windows.map(parseWindow), zone };
}

/** Asking is slow, and thousands of environments share a few zones. */
const zones = new Set<string>();

function isZone(text: string): boolean {
  if (zones.has(text)) {
    return true;
  }
  const valid = /^[A-Za-z]/.test(text) && IANAZone.isValidZone(text);
  if (valid) {
    zones.add(text);
  }
  return valid;
}

/** Inverse of {@link parseSchedule}. @public */
export function formatSchedule({ windows, zone }: Schedule): string {
  return `${windows.map(formatWindow).join(', ')} ${zone}`;
}

/**
 * The share of a week that a schedule is awake, between 0 and 1. Nominal: the
 * two days a year on which clocks change are as long as the others.
 *
 * @public
 */
export function awakeShare(schedule: Schedule | undefined): number {
  if (!schedule) {
    return 1;
  }
  const week = 7 * MINUTES_A_DAY;
  const awake = new Uint8Array(week);
  for (const window of schedule.windows) {
    const { start, end } = window;
    const length = end - start + (end <= start ? MINUTES_A_DAY : 0);
    for (const day of daysOf(window)) {
      for (let minute = 0; minute < length; minute++) {
        awake[(day * MINUTES_A_DAY + start + minute) % week] = 1;
      }
    }
  }
  return awake.reduce((sum, one) => sum + one, 0) / week;
}

/** Days on which a window begins; Monday is 0. @internal */
export function daysOf({ from, to }: ScheduleWindow): number[] {
  const first = WEEKDAYS.indexOf(from);
  const count = ((WEEKDAYS.indexOf(to) - first + 7) % 7) + 1;
  return Array.from({ length: count }, (_, i) => (first + i) % 7);
}

function parseWindow(text: string): ScheduleWindow {
  const match = WINDOW.exec(text);
  if (!match) {
    throw new InputError(
      `'${text}' is not a window; write a schedule such as ${EXAMPLE}`,
    );
  }
  const [, from, to = from] = match;
  const [start, end] = [
    minutesOf(match[3], match[4]),
    minutesOf(match[5], match[6]),
  ];
  const isTime =
    start < MINUTES_A_DAY &&
    end <= MINUTES_A_DAY &&
    Number(match[4]) < 60 &&
    Number(match[6]) < 60;
  if (!isTime || start === end) {
    throw new InputError(
      `'${text}' is not a window: times go from 00:00 to 24:00, and the two must differ`,
    );
  }
  return { from: from as Weekday, to: to as Weekday, start, end };
}

function minutesOf(hours: string, minutes: string): number {
  return Number(hours) * 60 + Number(minutes);
}

function formatWindow({ from, to, start, end }: ScheduleWindow): string {
  const days = from === to ? from : `${from}-${to}`;
  return `${days} ${formatTime(start)}-${formatTime(end)}`;
}

function formatTime(minutes: number): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `${part(Math.floor(minutes / 60))}:${part(minutes % 60)}`;
}
