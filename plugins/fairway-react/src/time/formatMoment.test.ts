import {
  formatMoment,
  formatRelative,
  splitAtTimes,
  withLocalTimes,
} from './formatMoment';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('formatRelative', () => {
  it.each([
    [20_000, 'in 20 seconds'],
    [-5 * MINUTE, '5 minutes ago'],
    [HOUR, 'in 1 hour'],
    [30 * HOUR, 'in 30 hours'],
    [14 * DAY - MINUTE, 'in 14 days'],
    [-100 * DAY, '3 months ago'],
  ])('tells %d ms as %s', (ms, words) => {
    expect(formatRelative(ms, 'en')).toBe(words);
  });
});

describe('formatMoment', () => {
  const at = new Date(2026, 11, 7, 8, 5);

  it('leaves the year out where it goes without saying', () => {
    expect(formatMoment(at, new Date(2026, 5, 1), 'en')).toBe(
      'Mon, Dec 7, 08:05',
    );
    expect(formatMoment(at, new Date(2027, 0, 1), 'en')).toBe(
      'Mon, Dec 7, 2026, 08:05',
    );
  });

  it('puts the timestamps of a sentence by the reader’s clock', () => {
    const stamp = at.toISOString();
    const local = formatMoment(at);
    expect(withLocalTimes(`Awake until ${stamp}, then asleep`)).toBe(
      `Awake until ${local}, then asleep`,
    );
    expect(withLocalTimes('nothing here')).toBe('nothing here');
    expect(splitAtTimes(`Until ${stamp}.`)).toEqual(['Until ', stamp, '.']);
  });
});
