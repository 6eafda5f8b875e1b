import { Cron } from 'croner';

const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const DAYS = 'SUN MON TUE WED THU FRI SAT'.split(' ');

/** The five fields of `robfig/cron` v3, by which CronJobs are run. */
const FIELDS: ReadonlyArray<{
  name: string;
  from: number;
  to: number;
  names?: readonly string[];
}> = [
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day of the month', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12, names: MONTHS },
  { name: 'day of the week', from: 0, to: 6, names: DAYS },
];

const MACROS: Record<string, string> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

const EVERY = '@every ';

/** Milliseconds of the units of a duration in Go. */
const UNITS: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1000 };

/** A part of a duration in Go, e.g. `1.5h`. */
const PART = /(\d+(?:\.\d+)?)([hms])/g;

/** Of `@every 1h30m`, in milliseconds; undefined if it is no such schedule. */
function intervalOf(schedule: string): number | undefined {
  const text = schedule.startsWith(EVERY) ? schedule.slice(EVERY.length) : '';
  const parts = [...text.matchAll(PART)];
  const isWhole = parts.map(([part]) => part).join('') === text;
  const length = parts.reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * UNITS[unit],
    0,
  );
  // Seconds are the finest that a CronJob is run by.
  return isWhole && length > 0
    ? Math.max(1000, Math.floor(length / 1000) * 1000)
    : undefined;
}

/**
 * What the API server would say to the schedule of a CronJob: five fields with
 * lists, ranges and steps, a macro such as `@daily`, or `@every 1h30m`. What other crons know
 * (seconds, `L`, `W`, `#`, `7` for Sunday, a zone in front) it refuses.
 *
 * @public
 * @returns undefined if nothing
 */
export function scheduleProblem(schedule: string): string | undefined {
  // Around five fields it takes spaces, around a macro it does not.
  const text = schedule.includes('@') ? schedule : schedule.trim();
  if (text === '') {
    return 'schedule must not be empty';
  }
  if (/^(CRON_)?TZ=/.test(text)) {
    return `schedule '${schedule}': the time zone has a field of its own`;
  }
  if (text.startsWith('@')) {
    return macroProblem(text);
  }
  const fields = text.split(/\s+/);
  if (fields.length !== FIELDS.length) {
    return `schedule '${schedule}' must have 5 fields (minute, hour, day of the month, month, day of the week), but has ${fields.length}`;
  }
  return fields
    .map((field, i) => fieldProblem(field, FIELDS[i]))
    .find(problem => problem !== undefined);
}

function macroProblem(text: string): string | undefined {
  return Object.hasOwn(MACROS, text) || intervalOf(text) !== undefined
    ? undefined
    : `schedule '${text}' is not known, write one of ${Object.keys(MACROS).join(
        ', ',
      )}, or e.g. @every 1h30m`;
}

type Field = (typeof FIELDS)[number];

function fieldProblem(text: string, field: Field): string | undefined {
  return text
    .split(',')
    .map(part => partProblem(part, field))
    .find(problem => problem !== undefined);
}

/** `*`, `5`, `1-5`, each perhaps with `/2`. */
function partProblem(part: string, field: Field): string | undefined {
  const [range, step, ...more] = part.split('/');
  if (more.length > 0 || range === '') {
    return `schedule: '${part}' is no ${field.name}`;
  }
  if (step !== undefined && !/^[1-9]\d*$/.test(step)) {
    return `schedule: the step '${step}' of the ${field.name} must be a number above 0`;
  }
  if (range === '*' || range === '?') {
    return undefined;
  }
  return rangeProblem(range, field);
}

function rangeProblem(range: string, field: Field): string | undefined {
  const ends = range.split('-').map(text => numberOf(text, field));
  const { name, from, to } = field;
  if (
    ends.length > 2 ||
    ends.some(end => end === undefined || end < from || end > to)
  ) {
    return `schedule: '${range}' is no ${name}, which is from ${from} to ${to}`;
  }
  const [first, last] = ends as number[];
  return last !== undefined && first > last
    ? `schedule: the ${name} '${range}' begins after its end`
    : undefined;
}

function numberOf(text: string, { names, from }: Field): number | undefined {
  const named = names?.indexOf(text.toUpperCase()) ?? -1;
  if (named >= 0) {
    return named + from;
  }
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/**
 * Whether the platform knows a time zone of this IANA name.
 *
 * @public
 * @returns undefined if it does
 */
export function timeZoneProblem(timeZone: string): string | undefined {
  // A CronJob refuses `Local`, and offsets such as `+02:00` are no names.
  const isName = timeZone !== '' && !/^[+-]|^local$/i.test(timeZone);
  const known = isName ? knownAs(timeZone) : undefined;
  if (known === timeZone) {
    return undefined;
  }
  return `timeZone '${timeZone}' is not known, ${
    known ? `is ${known} meant?` : 'write e.g. Europe/Berlin'
  }`;
}

/** Areas of the IANA database; what has none is a name of one part, e.g. `UTC`. */
const AREAS =
  /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US)\/[A-Z]|^[A-Z][^/]*$/;

/**
 * The name as it is to be written: kube-controller-manager and API server tell
 * upper case from lower case, `Intl` does not.
 */
function knownAs(timeZone: string): string | undefined {
  try {
    const { timeZone: known } = new Intl.DateTimeFormat('en', {
      timeZone,
    }).resolvedOptions();
    // Of another name for it, `Intl` may say only the first one.
    const isOther = known.toLowerCase() !== timeZone.toLowerCase();
    return isOther && AREAS.test(timeZone) ? timeZone : known;
  } catch {
    return undefined;
  }
}

/**
 * When a CronJob will run next.
 *
 * @public
 * @param options - `after` in RFC 3339; `timeZone` by its IANA name, default
 *   `Etc/UTC`
 * @returns RFC 3339, in order; fewer than asked for if there are no more (the
 *   30th of February), none if the schedule is not valid; of `@every …`, those of
 *   a CronJob that is made at that moment, as it is counted from then
 */
export function nextRuns(
  schedule: string,
  options: { after: string; count: number; timeZone?: string },
): string[] {
  const { after, count, timeZone = 'Etc/UTC' } = options;
  if (scheduleProblem(schedule) || timeZoneProblem(timeZone)) {
    return [];
  }
  const text = schedule.trim();
  const interval = intervalOf(text);
  if (interval !== undefined) {
    const from = new Date(after).getTime();
    return Array.from({ length: count }, (_, i) =>
      new Date(from + (i + 1) * interval).toISOString(),
    );
  }
  const cron = new Cron(MACROS[text] ?? text, {
    timezone: timeZone,
    mode: '5-part',
    paused: true,
  });
  return cron.nextRuns(count, new Date(after)).map(run => run.toISOString());
}
