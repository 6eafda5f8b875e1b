import {
  parseSchedule,
  type PersonalEnvironment,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  DEFAULT_PRICES,
  DEFAULT_TIERS,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { Settings } from '../settings/settings';
import { changes, type Circumstances } from './change';

const DAY = 24 * 3_600_000;
const settings: Settings = {
  instance: 'test',
  clusterRole: 'developer',
  network: { dependencies: [], ingressFrom: [] },
  tiers: DEFAULT_TIERS,
  sandbox: { defaultTier: 's', defaultDays: 14, maxDays: 60, perOwner: 3 },
  wakeHours: 4,
  lifetime: {
    warnBefore: 3 * DAY,
    minimumNotice: 2 * DAY,
    warningLapses: 7 * DAY,
  },
  stuckAfter: 0,
  cap: { maxCount: 10, maxPercent: 25 },
  prices: DEFAULT_PRICES,
  trustedLocations: [],
};
const environment: PersonalEnvironment = {
  kind: 'sandbox',
  instance: 'test',
  name: 'sb-alice-x-abcdefgh',
  title: 'x',
  owner: 'user:default/alice',
  createdBy: 'user:default/alice',
  tier: 's',
  schedule: parseSchedule('Mon-Fri 08:00-18:00 UTC'),
  expiresAt: '2026-01-10T00:00:00.000Z',
};
const ref = { cluster: 'dev', namespace: environment.name };
/** A Monday. */
const at = (time: string): Circumstances => ({
  now: new Date(`2026-01-05T${time}Z`),
  actor: 'user:default/alice',
  reason: 'Because',
  settings,
});
const awakeTill = (hour: string) => ({
  state: 'awake',
  until: `2026-01-05T${hour}:00:00.000Z`,
});

describe('what people ask', () => {
  it.each<[string, string, number | undefined, object | undefined]>([
    [
      'by day, until the schedule begins again',
      '12:00:00',
      undefined,
      { state: 'asleep', until: '2026-01-06T08:00:00.000Z' },
    ],
    [
      'for some hours',
      '12:00:00',
      2,
      { state: 'asleep', until: '2026-01-05T14:00:00.000Z' },
    ],
    [
      'at night, which the schedule says anyway',
      '22:00:00',
      undefined,
      undefined,
    ],
  ])('sleep %s', (_, time, hours, override) => {
    const before = { ...environment, override: { state: 'awake' as const } };
    const { after } = changes.sleep(before, { ...ref, hours }, at(time));
    expect(after.override).toEqual(override);
    expect(after.schedule).toEqual(environment.schedule);
  });

  it('sleep without a schedule until somebody wakes it', () => {
    const { schedule: _, ...always } = environment;
    const { after, summary } = changes.sleep(always, ref, at('12:00:00'));
    expect(after.override).toEqual({ state: 'asleep' });
    expect(summary).toContain('until somebody wakes it');
  });

  it.each<[string, string, number | undefined, object | undefined]>([
    ['at night, for the usual hours', '19:00:00', undefined, awakeTill('23')],
    ['at night, for an hour', '19:00:00', 1, awakeTill('20')],
    [
      'by day, which the schedule says anyway',
      '12:00:00',
      undefined,
      undefined,
    ],
  ])('wake %s', (_, time, hours, override) => {
    const before = { ...environment, override: { state: 'asleep' as const } };
    const { after } = changes.wake(before, { ...ref, hours }, at(time));
    expect(after.override).toEqual(override);
  });

  it.each<[number | undefined, string, string[]]>([
    [undefined, '2026-01-19T12:00:00.000Z', []],
    [2, '2026-01-07T12:00:00.000Z', ['confirm:earlier']],
    [61, '2026-03-07T12:00:00.000Z', ['block:too-long']],
  ])('renew for %s days until %s', (days, expiresAt, expected) => {
    const { after, findings } = changes.renew(
      environment,
      { ...ref, days },
      at('12:00:00'),
    );
    expect(after.expiresAt).toBe(expiresAt);
    expect(findings.map(({ id, severity }) => `${severity}:${id}`)).toEqual(
      expected,
    );
  });

  it('protect, and lose nothing by the end of a long protection', () => {
    const { after } = changes.protect(
      environment,
      { ...ref, protect: true },
      at('12:00:00'),
    );
    expect(after.protection).toEqual({
      by: 'user:default/alice',
      reason: 'Because',
    });
    const old = { ...after, expiresAt: '2025-01-01T00:00:00.000Z' };
    const ended = changes.protect(
      old,
      { ...ref, protect: false },
      at('12:00:00'),
    );
    expect(ended.after).toEqual({
      ...environment,
      expiresAt: '2026-01-08T12:00:00.000Z',
    });
  });
});
