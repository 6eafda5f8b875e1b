import {
  awakeShare,
  parseSchedule,
  WEEKDAYS,
  type Schedule,
  type Weekday,
} from '@fairway-idp/backstage-plugin-fairway-common';

/** A window as a form holds it; times may be half typed. */
export interface WindowDraft {
  from: Weekday;
  to: Weekday;
  start: string;
  end: string;
}

/** What the form for a schedule holds. */
export interface ScheduleDraft {
  always: boolean;
  windows: WindowDraft[];
  zone: string;
}

const MINUTES_A_DAY = 24 * 60;

/** The usual working week; what a new window begins with. */
export const WORKING_WEEK: WindowDraft = {
  from: 'Mon',
  to: 'Fri',
  start: '08:00',
  end: '18:00',
};

/** The form of a schedule that is written down, or of none. */
export function draftOf(text: string | undefined, zone: string): ScheduleDraft {
  const schedule = text === undefined ? undefined : read(text);
  return schedule
    ? {
        always: false,
        windows: schedule.windows.map(({ from, to, start, end }) => ({
          from,
          to,
          start: clock(start),
          end: clock(end),
        })),
        zone: schedule.zone,
      }
    : { always: true, windows: [WORKING_WEEK], zone };
}

/** What the backend is told: a schedule, or `always`. */
export function textOf({ always, windows, zone }: ScheduleDraft): string {
  if (always) {
    return 'always';
  }
  const parts = windows.map(({ from, to, start, end }) => {
    const days = from === to ? from : `${from}-${to}`;
    // Midnight at the end of a day is 24:00; a form's clock knows 00:00 only.
    return `${days} ${start}-${end === '00:00' ? '24:00' : end}`;
  });
  return `${parts.join(', ')} ${zone}`;
}

/** The schedule of a draft, or what is wrong with it. */
export function readDraft(
  draft: ScheduleDraft,
): { schedule?: Schedule } | { error: string } {
  if (draft.always) {
    return {};
  }
  if (draft.windows.length === 0) {
    return { error: 'A schedule needs at least one window' };
  }
  try {
    return { schedule: parseSchedule(textOf(draft)) };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

function read(text: string): Schedule | undefined {
  try {
    return parseSchedule(text);
  } catch {
    return undefined;
  }
}

/** A time for `<input type="time">`, which has no 24:00. */
function clock(minutes: number): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `${part(Math.floor(minutes / 60) % 24)}:${part(minutes % 60)}`;
}

/** When a day is awake, as shares of the day. */
export interface Stretch {
  from: number;
  to: number;
}

/** Each day of the week, Monday first, with when it is awake. */
export function weekOf(schedule: Schedule | undefined): Stretch[][] {
  if (!schedule) {
    return WEEKDAYS.map(() => [{ from: 0, to: 1 }]);
  }
  const days: Stretch[][] = WEEKDAYS.map(() => []);
  for (const { from, to, start, end } of schedule.windows) {
    const first = WEEKDAYS.indexOf(from);
    const count = ((WEEKDAYS.indexOf(to) - first + 7) % 7) + 1;
    for (let i = 0; i < count; i++) {
      const day = (first + i) % 7;
      const overnight = end <= start;
      days[day].push(stretch(start, overnight ? MINUTES_A_DAY : end));
      if (overnight) {
        days[(day + 1) % 7].push(stretch(0, end));
      }
    }
  }
  return days;
}

function stretch(from: number, to: number): Stretch {
  return { from: from / MINUTES_A_DAY, to: to / MINUTES_A_DAY };
}

/** Hours a week that a schedule is awake. */
export function awakeHours(schedule: Schedule | undefined): number {
  return Math.round(awakeShare(schedule) * 7 * 24);
}

/** All zones that the browser knows. */
export function timeZones(current: string): string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return known.includes(current) ? known : [current, ...known];
}

/** The reader's own. */
export function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
