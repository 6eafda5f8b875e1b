import type { PodView } from '@fairway-idp/backstage-plugin-fairway-common';
import { logTarget } from './logTarget';

const container = {
  name: 'app',
  image: 'app:1',
  init: false,
  ready: true,
  restarts: 0,
  state: 'running' as const,
  hasPrevious: false,
};

const pod = (name: string, rest: Partial<PodView> = {}): PodView => ({
  name,
  uid: name,
  status: 'Running',
  health: 'Healthy',
  readyContainers: 1,
  totalContainers: 1,
  restarts: 0,
  createdAt: '2026-01-01T00:00:00Z',
  containers: [container],
  ...rest,
});

const gone = pod('gone', { status: 'Terminating', health: 'Progressing' });
const fine = pod('fine');
const newer = pod('newer', { createdAt: '2026-01-01T00:00:01Z' });
const broken = pod('broken', { health: 'Degraded' });

describe('logTarget', () => {
  it.each([
    ['the first of equals', [fine, pod('other')], 'fine'],
    ['the newest', [fine, newer], 'newer'],
    ['one in trouble', [newer, broken], 'broken'],
    ['one that stays', [gone, fine], 'fine'],
    ['one that goes, if there is no other', [gone], 'gone'],
  ])('chooses %s', (_, pods, expected) => {
    expect(logTarget(pods, {})?.pod.name).toBe(expected);
  });

  it('takes what was picked, and nothing else in its place', () => {
    expect(logTarget([fine, broken], { pod: 'fine' })?.pod.name).toBe('fine');
    expect(logTarget([fine], { pod: 'left' })).toBeUndefined();
    expect(logTarget([], {})).toBeUndefined();
  });

  it('shows an init container while it fails', () => {
    const init = { ...container, name: 'migrate', init: true, ready: false };
    const waiting = { ...container, state: 'waiting' as const };
    const stuck = pod('stuck', {
      containers: [{ ...init, restarts: 2, hasPrevious: true }, waiting],
    });
    expect(logTarget([stuck], { previous: true })).toMatchObject({
      container: { name: 'migrate' },
      previous: true,
    });
  });

  it('has no previous log where there was no previous container', () => {
    expect(logTarget([fine], { previous: true })).toMatchObject({
      hasPrevious: false,
      previous: false,
    });
  });
});
