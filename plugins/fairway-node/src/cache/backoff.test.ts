import { ManualTimers } from '../testing/ManualTimers';
import { Backoff } from './backoff';

describe('Backoff', () => {
  it('doubles up to its limit and begins anew after success', () => {
    const timers = new ManualTimers();
    const backoff = new Backoff({ baseMs: 500, maxMs: 30_000 }, timers);
    const delays = Array.from({ length: 9 }, () => backoff.next());
    expect(delays).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
    ]);
    backoff.reset();
    expect(backoff.next()).toBe(500);
  });

  it('spreads by half either way', () => {
    const timers = new ManualTimers();
    const options = { baseMs: 1_000, maxMs: 1_000 };
    timers.chance = 0;
    expect(new Backoff(options, timers).next()).toBe(500);
    timers.chance = 1;
    expect(new Backoff(options, timers).next()).toBe(1_500);
  });
});
