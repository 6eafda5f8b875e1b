import fc from 'fast-check';
import { DateTime } from 'luxon';
import { nextChange, nextStart, shouldBeAwake } from './awake';
import {
  awakeShare,
  formatSchedule,
  parseSchedule,
  WEEKDAYS,
  type Schedule,
} from './schedule';

const at = (text: string) => new Date(text);
const awake = (schedule: string, time: string) =>
  shouldBeAwake({ schedule: parseSchedule(schedule) }, at(time));
const change = (schedule: string, time: string) =>
  nextChange({ schedule: parseSchedule(schedule) }, at(time))?.toISOString();

const ZONES = [
  'Africa/Casablanca',
  'America/New_York',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Europe/Berlin',
  'Europe/London',
  'Pacific/Apia',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'UTC',
];

const anyWindow = fc
  .record({
    from: fc.constantFrom(...WEEKDAYS),
    to: fc.constantFrom(...WEEKDAYS),
    start: fc.nat(1439),
    end: fc.nat(1440),
  })
  .filter(({ start, end }) => start !== end);
const anySchedule: fc.Arbitrary<Schedule> = fc.record({
  windows: fc.array(anyWindow, { minLength: 1, maxLength: 3 }),
  zone: fc.constantFrom(...ZONES),
});
const anyTime = fc.date({
  noInvalidDate: true,
  min: at('2000-01-05T00:00:00Z'),
  max: at('2037-12-01T00:00:00Z'),
});

describe('a schedule', () => {
  it('is read and written', () => {
    const text = 'Mon-Fri 08:00-18:00, Sat 22:00-02:30 Europe/Berlin';
    expect(formatSchedule(parseSchedule(text))).toBe(text);
    fc.assert(
      fc.property(anySchedule, schedule => {
        expect(parseSchedule(formatSchedule(schedule))).toEqual(schedule);
      }),
    );
  });

  it.each([
    ['', /time zone/],
    ['Mon-Fri 08:00-18:00', /'08:00-18:00' is not a time zone/],
    ['Mon-Fri 08:00-18:00 +02:00', /not a time zone/],
    ['Mo-Fr 08:00-18:00 UTC', /is not a window/],
    ['Mon 25:00-26:00 UTC', /00:00 to 24:00/],
    ['Mon 08:60-09:00 UTC', /00:00 to 24:00/],
    ['Mon 08:00-08:00 UTC', /must differ/],
  ])("is refused if it says '%s'", (text, message) => {
    expect(() => parseSchedule(text)).toThrow(message);
  });

  it.each([
    ['Mon-Fri 08:00-18:00 UTC', 50 / 168],
    ['Mon-Sun 00:00-24:00 UTC', 1],
    ['Fri-Mon 22:00-02:00, Fri 23:00-01:00 UTC', 16 / 168],
  ])('%s is awake that share of the week', (text, share) => {
    expect(awakeShare(parseSchedule(text))).toBeCloseTo(share, 10);
  });
});

describe('shouldBeAwake', () => {
  it.each([
    ['Mon-Fri 08:00-18:00 Europe/Berlin', '2026-01-05T06:59:59Z', false],
    ['Mon-Fri 08:00-18:00 Europe/Berlin', '2026-01-05T07:00:00Z', true],
    ['Mon-Fri 08:00-18:00 Europe/Berlin', '2026-01-05T16:59:59Z', true],
    ['Mon-Fri 08:00-18:00 Europe/Berlin', '2026-01-05T17:00:00Z', false],
    // Local Saturday, though still Friday in UTC.
    ['Sat 00:00-24:00 Pacific/Auckland', '2026-01-09T12:00:00Z', true],
    // Over midnight, and from Sunday into Monday.
    ['Sun 22:00-06:00 UTC', '2026-01-05T05:59:59Z', true],
    ['Sun 22:00-06:00 UTC', '2026-01-05T06:00:00Z', false],
    // 02:30 is skipped in spring: the first instant after the gap (S8).
    ['Sun 02:30-05:00 Europe/Berlin', '2026-03-29T00:59:59Z', false],
    ['Sun 02:30-05:00 Europe/Berlin', '2026-03-29T01:00:00Z', true],
    ['Sun 00:00-02:30 Europe/Berlin', '2026-03-29T00:59:59Z', true],
    ['Sun 00:00-02:30 Europe/Berlin', '2026-03-29T01:00:00Z', false],
    // 02:30 comes twice in autumn: its first coming, and no flapping.
    ['Sun 02:30-05:00 Europe/Berlin', '2026-10-25T00:29:59Z', false],
    ['Sun 02:30-05:00 Europe/Berlin', '2026-10-25T00:30:00Z', true],
    ['Sun 02:30-05:00 Europe/Berlin', '2026-10-25T01:15:00Z', true],
    ['Sun 00:00-02:30 Europe/Berlin', '2026-10-25T00:30:00Z', false],
    ['Sun 00:00-02:30 Europe/Berlin', '2026-10-25T01:15:00Z', false],
    // A gap of half an hour, and one at midnight.
    ['Sun 02:10-04:00 Australia/Lord_Howe', '2026-10-03T15:30:00Z', true],
    ['Sun 02:10-04:00 Australia/Lord_Howe', '2026-10-03T15:29:59Z', false],
    ['Sun 00:00-01:30 America/Sao_Paulo', '2018-11-04T03:00:00Z', true],
    // Samoa had no Friday, 30 December 2011.
    ['Sat 00:00-08:00 Pacific/Apia', '2011-12-30T10:00:00Z', true],
  ])('%s at %s: %s', (schedule, time, expected) => {
    expect(awake(schedule, time)).toBe(expected);
  });

  it('is always so without a schedule', () => {
    expect(shouldBeAwake({}, at('2026-01-01T03:00:00Z'))).toBe(true);
    expect(nextChange({}, at('2026-01-01T03:00:00Z'))).toBeUndefined();
  });

  it('follows a person until the time they said', () => {
    const schedule = parseSchedule('Mon-Fri 08:00-18:00 UTC');
    const override = {
      state: 'awake' as const,
      until: '2026-01-05T20:00:00.000Z',
    };
    const rhythm = { schedule, override };
    expect(shouldBeAwake(rhythm, at('2026-01-05T19:59:59Z'))).toBe(true);
    expect(shouldBeAwake(rhythm, at('2026-01-05T20:00:00Z'))).toBe(false);
    expect(nextChange(rhythm, at('2026-01-05T19:00:00Z'))).toEqual(
      at('2026-01-05T20:00:00Z'),
    );
    const forever = { schedule, override: { state: 'asleep' as const } };
    expect(shouldBeAwake(forever, at('2026-01-06T12:00:00Z'))).toBe(false);
    expect(nextChange(forever, at('2026-01-06T12:00:00Z'))).toBeUndefined();
  });
});

describe('nextChange', () => {
  it.each([
    ['Mon-Fri 08:00-18:00 UTC', '2026-01-09T18:00:00Z', '2026-01-12T08:00'],
    ['Mon-Sun 08:00-12:00, Mon 12:00-14:00 UTC', '2026-01-05T09:00Z', '14:00'],
    ['Mon-Sun 00:00-24:00 UTC', '2026-01-09T18:00:00Z', undefined],
  ])('of %s after %s is %s', (schedule, time, expected) => {
    const found = change(schedule, time);
    expect(expected === undefined ? found : found?.includes(expected)).toBe(
      expected === undefined ? undefined : true,
    );
  });

  it('is the first time that the answer differs, in any zone and year', () => {
    fc.assert(
      fc.property(
        anySchedule,
        anyTime,
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (schedule, now, share) => {
          const rhythm = { schedule };
          const state = shouldBeAwake(rhythm, now);
          const next = nextChange(rhythm, now);
          const end = next?.getTime() ?? now.getTime() + 7 * 864e5;
          expect(end).toBeGreaterThan(now.getTime());
          const length = end - now.getTime();
          const between = new Date(
            now.getTime() + Math.min(Math.floor(share * length), length - 1),
          );
          expect(shouldBeAwake(rhythm, between)).toBe(state);
          expect(shouldBeAwake(rhythm, next ?? between)).toBe(
            next ? !state : state,
          );
        },
      ),
      { numRuns: 400 },
    );
  });

  it('agrees with the clock on the wall where no clock is changed near', () => {
    fc.assert(
      fc.property(anySchedule, anyTime, (schedule, now) => {
        const local = DateTime.fromJSDate(now, { zone: schedule.zone });
        const calm = [-2, -1, 1, 2].every(
          days => local.plus({ days }).offset === local.offset,
        );
        fc.pre(calm);
        expect(shouldBeAwake({ schedule }, now)).toBe(
          schedule.windows.some(window => isOpen(window, local)),
        );
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('nextStart', () => {
  it('is when the schedule begins again, not when windows touch', () => {
    const schedule = parseSchedule(
      'Mon-Fri 08:00-12:00, Mon-Fri 12:00-18:00 UTC',
    );
    expect(nextStart(schedule, at('2026-01-05T09:00:00Z'))).toEqual(
      at('2026-01-06T08:00:00Z'),
    );
    expect(nextStart(undefined, at('2026-01-05T09:00:00Z'))).toBeUndefined();
  });
});

/** The naive reading of a window, by local day and minute. */
function isOpen(
  { from, to, start, end }: Schedule['windows'][number],
  local: DateTime,
): boolean {
  const minute = local.hour * 60 + local.minute;
  const first = WEEKDAYS.indexOf(from);
  const length = (WEEKDAYS.indexOf(to) - first + 7) % 7;
  const begins = (weekday: number) => (weekday - first + 7) % 7 <= length;
  const today = local.weekday - 1;
  return end > start
    ? begins(today) && minute >= start && minute < end
    : (begins(today) && minute >= start) ||
        (begins((today + 6) % 7) && minute < end);
}
