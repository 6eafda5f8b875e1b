import type { EnvironmentViewState } from '@fairway-idp/backstage-plugin-fairway-common';
import { someCluster, someEnvironment, someView } from '../testdata';
import {
  expiresSoon,
  isCertainlyEmpty,
  isTroubled,
  progressOf,
} from './environments';

const NOW = Date.parse('2026-11-01T12:00:00Z');
const SOON = '2026-11-03T12:00:00Z';
const LATER = '2026-12-01T12:00:00Z';

describe('expiresSoon', () => {
  it.each([
    [{ expiresAt: SOON }, true],
    [{ expiresAt: LATER }, false],
    [{ expiresAt: LATER, warnedAt: SOON }, true],
    [{ expiresAt: SOON, protection: { by: 'x', reason: 'y' } }, false],
    [{ expiresAt: undefined }, false],
  ])('of %j is %s', (some, expected) => {
    expect(expiresSoon(some, NOW)).toBe(expected);
  });
});

describe('progressOf', () => {
  it.each<[EnvironmentViewState, [number, number, number], object | undefined]>(
    [
      ['waking', [1, 3, 0], { what: 'ready', done: 1, all: 3 }],
      ['falling-asleep', [1, 3, 2], { what: 'asleep', done: 2, all: 3 }],
      ['awake', [2, 3, 0], { what: 'ready', done: 2, all: 3 }],
      ['awake', [3, 3, 0], undefined],
      ['asleep', [0, 3, 3], undefined],
      ['waking', [0, 0, 0], undefined],
    ],
  )('of %s with %j is %j', (state, [ready, all, asleep], expected) => {
    const workloads = { ready, all, asleep };
    expect(progressOf({ state, workloads })).toEqual(expected);
  });
});

it('finds trouble in a state, a problem, or a quota that blocks', () => {
  expect(isTroubled(someEnvironment())).toBe(false);
  expect(isTroubled(someEnvironment({ state: 'garbled' }))).toBe(true);
  expect(isTroubled(someEnvironment({ problems: ['look'] }))).toBe(true);
  const blocked = [{ workload: 'Deployment web', why: 'exceeded quota' }];
  expect(isTroubled(someEnvironment({ blocked }))).toBe(true);
});

it('is certain of nothing while a cluster is silent', () => {
  const none = someCluster({ environments: [] });
  expect(isCertainlyEmpty(someView(none))).toBe(true);
  expect(
    isCertainlyEmpty(someView(none, { ...none, state: 'unreachable' })),
  ).toBe(false);
});
