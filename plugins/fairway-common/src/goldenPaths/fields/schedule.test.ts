import { nextRuns, scheduleProblem, timeZoneProblem } from './schedule';

describe('scheduleProblem', () => {
  it.each([
    '* * * * *',
    '*/5 * * * *',
    '0 0 1,15 * 1-5',
    '30 2 * JAN-MAR MON',
    '0 9-17/2 * * ?',
    ' 5 4 * * * ',
    '@daily',
    '@hourly',
    '@every 1h',
    '@every 1h30m',
    '@every 1.5h',
    '59 23 31 12 6',
  ])('takes %j', schedule => {
    expect(scheduleProblem(schedule)).toBeUndefined();
  });

  it.each([
    ['', 'must not be empty'],
    ['* * * *', 'must have 5 fields'],
    ['0 * * * * *', 'must have 5 fields'],
    ['61 * * * *', "'61' is no minute, which is from 0 to 59"],
    ['* 24 * * *', "'24' is no hour"],
    ['* * 0 * *', "'0' is no day of the month, which is from 1 to 31"],
    ['* * * 13 *', "'13' is no month"],
    ['* * * * 7', "'7' is no day of the week, which is from 0 to 6"],
    ['* * L * *', "'L' is no day of the month"],
    ['* * 1W * *', "'1W' is no day"],
    ['* * * * 1#2', "'1#2' is no day of the week"],
    ['*/0 * * * *', "the step '0' of the minute must be a number above 0"],
    ['*/x * * * *', "the step 'x'"],
    ['1/2/3 * * * *', "'1/2/3' is no minute"],
    ['5-1 * * * *', "the minute '5-1' begins after its end"],
    ['1-2-3 * * * *', "'1-2-3' is no minute"],
    [', * * * *', "'' is no minute"],
    ['@daily ', "'@daily ' is not known"],
    [' @daily', 'must have 5 fields'],
    ['@reboot', "'@reboot' is not known"],
    ['@every', 'is not known'],
    ['@every 5', 'is not known'],
    ['@every 0s', 'is not known'],
    ['@every 5m x', 'is not known'],
    ['@every 1d', 'is not known'],
    ['CRON_TZ=UTC 0 * * * *', 'has a field of its own'],
    ['$(rm) * * * *', "'$(rm)' is no minute"],
  ])('refuses %j', (schedule, problem) => {
    expect(scheduleProblem(schedule)).toContain(problem);
  });
});

describe('timeZoneProblem', () => {
  it.each([
    'Europe/Berlin',
    'Etc/UTC',
    'UTC',
    'Etc/GMT+5',
    'America/New_York',
    'America/Port_of_Spain',
    'America/Argentina/Buenos_Aires',
    'US/Pacific',
    'Asia/Calcutta',
    'GB-Eire',
  ])('takes %s', zone => {
    expect(timeZoneProblem(zone)).toBeUndefined();
  });

  it.each([
    ['europe/berlin', 'Europe/Berlin'],
    ['EUROPE/BERLIN', 'Europe/Berlin'],
    ['utc', 'UTC'],
    ['america/port_of_spain', ''],
    ['etc/utc', ''],
  ])('tells how %s is written', (zone, meant) => {
    expect(timeZoneProblem(zone)).toMatch(`is not known, is ${meant}`);
  });

  it.each(['', 'Local', '+02:00', 'Mars/Base', 'Europe/Berlin; rm'])(
    'refuses %j',
    zone => {
      expect(timeZoneProblem(zone)).toContain('is not known');
    },
  );
});

describe('nextRuns', () => {
  const after = '2026-03-28T12:00:00Z';

  it('counts in the zone of the CronJob, over a change of the clocks', () => {
    expect(
      nextRuns('30 8 * * *', { after, count: 3, timeZone: 'Europe/Berlin' }),
    ).toEqual([
      '2026-03-29T06:30:00.000Z',
      '2026-03-30T06:30:00.000Z',
      '2026-03-31T06:30:00.000Z',
    ]);
    expect(nextRuns('30 8 * * *', { after, count: 1 })).toEqual([
      '2026-03-29T08:30:00.000Z',
    ]);
  });

  it('takes either day if both are stated, as crons do', () => {
    expect(nextRuns('0 0 1 * MON', { after, count: 2 })).toEqual([
      '2026-03-30T00:00:00.000Z',
      '2026-04-01T00:00:00.000Z',
    ]);
  });

  it('knows macros', () => {
    expect(nextRuns('@monthly', { after, count: 1 })).toEqual([
      '2026-04-01T00:00:00.000Z',
    ]);
  });

  it('counts an interval from the moment at which it is made', () => {
    expect(nextRuns('@every 1h30m', { after, count: 2 })).toEqual([
      '2026-03-28T13:30:00.000Z',
      '2026-03-28T15:00:00.000Z',
    ]);
  });

  it.each(['0 0 30 2 *', 'nonsense', ''])('has none for %j', schedule => {
    expect(nextRuns(schedule, { after, count: 5 })).toEqual([]);
  });
});
