import type { DeliveredWarning } from '@fairway-idp/backstage-plugin-fairway-node';
import { next, type Observed } from './next';

const HOUR = 3_600_000;
const SINCE = '2026-01-01T00:00:00.000Z';
const OLD = '2026-01-03T00:00:00.000Z';
const desired = {
  rule: { olderThanHours: 48, noticeHours: 24 },
  warningLapses: 100 * HOUR,
};
const base: Observed = {
  uid: 'u',
  deletingSince: undefined,
  since: SINCE,
  against: undefined,
  protection: undefined,
  keepUntil: undefined,
  warning: undefined,
};
const warning = (more: Partial<DeliveredWarning> = {}): DeliveredWarning => ({
  id: 'w',
  uid: 'u',
  expiresAt: OLD,
  deliveredAt: OLD,
  ...more,
});
/** Hours after it became old. */
const at = (hours: number) => new Date(Date.parse(OLD) + hours * HOUR);

describe('next', () => {
  it.each<[string, Partial<Observed>, number, string | undefined, string]>([
    ['young', {}, -1, undefined, 'young'],
    ['old and not warned', {}, 0, 'candidate', 'not-warned'],
    ['warned', { warning: warning() }, 23, 'warned', 'notice'],
    ['its notice is over', { warning: warning() }, 24, 'due', 'due'],
    [
      'the warning lapsed',
      { warning: warning() },
      124,
      'candidate',
      'not-warned',
    ],
    [
      'the warning was of another UID',
      { warning: warning({ uid: 'other' }) },
      24,
      'candidate',
      'not-warned',
    ],
    [
      'the warning was of another expiry',
      { warning: warning({ expiresAt: SINCE }) },
      24,
      'candidate',
      'not-warned',
    ],
    [
      'renewed',
      { warning: warning(), keepUntil: at(50).toISOString() },
      24,
      'renewed',
      'renewed',
    ],
    [
      'renewed, and over again: warned anew (S9)',
      { warning: warning(), keepUntil: at(30).toISOString() },
      31,
      'candidate',
      'not-warned',
    ],
    [
      'renewed with what is no time',
      { warning: warning(), keepUntil: 'soon' },
      24,
      'unknown',
      'unknown',
    ],
    [
      'protected',
      { warning: warning(), protection: { by: 'x', reason: 'y' } },
      24,
      'kept',
      'protected',
    ],
    [
      'asleep',
      {
        warning: warning(),
        against: { state: 'asleep', reason: 'asleep', why: 'It sleeps' },
      },
      24,
      'asleep',
      'asleep',
    ],
    [
      'not known',
      {
        warning: warning(),
        against: { state: 'unknown', reason: 'unknown', why: '403' },
      },
      24,
      'unknown',
      'unknown',
    ],
    ['going', { deletingSince: OLD }, 24, 'deleting', 'going'],
    ['of no age', { since: '' }, 24, 'unknown', 'unknown'],
  ])('%s', (_, more, hours, state, reason) => {
    const step = next(desired, { ...base, ...more }, at(hours));
    expect(step.state).toBe(state);
    expect(step.reason).toBe(reason);
    expect(step.why()).not.toBe('');
  });

  it('says the deadline from the moment of the delivery', () => {
    const late = warning({ deliveredAt: at(10).toISOString() });
    expect(next(desired, { ...base, warning: late }, at(11))).toMatchObject({
      state: 'warned',
      deadline: at(34).toISOString(),
      expiresAt: OLD,
    });
  });
});
