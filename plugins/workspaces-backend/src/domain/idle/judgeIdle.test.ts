import fc from 'fast-check';
import type { WorkspaceRecord } from '@fairway-idp/backstage-plugin-fairway-common';
import { endOfIdle, judgeIdle } from './judgeIdle';

const NOW = new Date('2026-03-02T12:00:00.000Z');
const ago = (minutes: number) =>
  new Date(NOW.getTime() - minutes * 60_000).toISOString();
const record = (more: Partial<WorkspaceRecord>): WorkspaceRecord =>
  ({ idleMinutes: 60, ...more } as WorkspaceRecord);
const typed = (minutes: number) => ({
  at: ago(minutes),
  what: 'somebody typed in a terminal',
});

describe('judgeIdle', () => {
  it.each<[string, Partial<WorkspaceRecord>, boolean]>([
    ['was started just now', { startedAt: ago(0) }, false],
    ['was started long ago', { startedAt: ago(61) }, true],
    ['is just at its time', { startedAt: ago(60) }, true],
    ['was used since', { startedAt: ago(300), lastSignal: typed(59) }, false],
    [
      'was started anew after it was used',
      { startedAt: ago(1), lastSignal: typed(300) },
      false,
    ],
    ['is kept awake', { startedAt: ago(300), keepAwakeUntil: ago(-1) }, false],
    [
      'was kept awake until now',
      { startedAt: ago(300), keepAwakeUntil: ago(0) },
      true,
    ],
    ['knows of no signal at all', {}, false],
  ])('one that %s', (_, more, due) => {
    expect(judgeIdle(record(more), { now: NOW, connections: 0 }).due).toBe(due);
  });

  it('says why it is alive and when it stops', () => {
    const { view } = judgeIdle(
      record({ startedAt: ago(90), lastSignal: typed(20) }),
      { now: NOW, connections: 1 },
    );
    expect(view).toEqual({
      minutes: 60,
      connections: 1,
      aliveBecause:
        'The last sign of life was that somebody typed in a terminal, at 2026-03-02T11:40:00.000Z; it stops 60 minutes after the last',
      lastSignal: typed(20),
      stopsAt: '2026-03-02T12:40:00.000Z',
    });
  });

  it('never is due before it said it would be', () => {
    const minutes = fc.integer({ min: -2000, max: 2000 });
    fc.assert(
      fc.property(
        fc.option(minutes, { nil: undefined }),
        fc.option(minutes, { nil: undefined }),
        fc.option(minutes, { nil: undefined }),
        fc.integer({ min: 1, max: 1000 }),
        (started, heard, kept, idleMinutes) => {
          const { due, view } = judgeIdle(
            record({
              idleMinutes,
              ...(started !== undefined && { startedAt: ago(started) }),
              ...(heard !== undefined && { lastSignal: typed(heard) }),
              ...(kept !== undefined && { keepAwakeUntil: ago(kept) }),
            }),
            { now: NOW, connections: 0 },
          );
          const stops = Date.parse(view.stopsAt ?? '');
          expect(due).toBe(stops <= NOW.getTime());
        },
      ),
    );
  });
});

describe('endOfIdle', () => {
  const old = record({ startedAt: ago(300), lastSignal: typed(61) });

  it('stops what is quiet, and says since when', () => {
    expect(endOfIdle(old, { outcome: 'quiet' }, NOW)).toEqual({
      step: 'stop',
      reason:
        'No sign of life for 60 minutes: the last was that somebody typed in a terminal, at 2026-03-02T10:59:00.000Z, and no process ran in it',
    });
  });

  it('keeps what is busy, and what cannot be looked into', () => {
    expect(
      endOfIdle(old, { outcome: 'busy', what: 'go ran in it' }, NOW),
    ).toEqual({
      step: 'keep',
      signal: { at: NOW.toISOString(), what: 'go ran in it' },
    });
    expect(
      endOfIdle(old, { outcome: 'unknown', why: 'HTTP 500' }, NOW),
    ).toMatchObject({
      step: 'keep',
      signal: { what: expect.stringContaining('HTTP 500') },
    });
  });
});
