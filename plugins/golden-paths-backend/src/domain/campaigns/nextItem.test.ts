import type { Campaign } from '@fairway-idp/backstage-plugin-fairway-common';
import { nextItem } from './nextItem';

const NOW = new Date('2026-03-01T12:00:00Z');
const before = (seconds: number) =>
  new Date(NOW.getTime() - seconds * 1000).toISOString();

const campaign = (more: Partial<Campaign>): Campaign => ({
  id: 'c',
  template: 'template:default/web',
  version: '2',
  state: 'running',
  createdAt: before(600),
  perMinute: 2,
  items: [],
  ...more,
});

const waiting = { entityRef: 'component:default/w', state: 'waiting' } as const;
const opened = (seconds: number) => ({
  entityRef: `component:default/o${seconds}`,
  state: 'opened' as const,
  at: before(seconds),
});

describe('nextItem', () => {
  it.each<[string, Partial<Campaign>, unknown]>([
    ['the first that waits', { items: [opened(90), waiting] }, waiting],
    [
      'as many as may be',
      { items: [opened(10), opened(70), waiting] },
      waiting,
    ],
    [
      'no more than that',
      { items: [opened(10), opened(59), waiting] },
      undefined,
    ],
    [
      'something does not answer',
      { items: [waiting], waitsUntil: before(-1) },
      undefined,
    ],
    [
      'it may be asked again',
      { items: [waiting], waitsUntil: before(0) },
      waiting,
    ],
    [
      'those first that met no outage',
      { items: [{ ...opened(90), state: 'waiting', tries: 1 }, waiting] },
      waiting,
    ],
    ['nobody waits', { items: [opened(10)] }, 'done'],
    ['it waits itself', { state: 'paused', items: [waiting] }, undefined],
    ['it was ended', { state: 'stopped', items: [waiting] }, undefined],
  ])('%s', (_, more, expected) => {
    expect(nextItem(campaign(more), NOW)).toEqual(expected);
  });
});
