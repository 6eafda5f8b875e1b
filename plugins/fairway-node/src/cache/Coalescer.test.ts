import fc from 'fast-check';
import { ManualTimers } from '../testing/ManualTimers';
import { Coalescer } from './Coalescer';

describe('Coalescer', () => {
  it('calls at once, then at most so often, and always after the last notice', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(150), { minLength: 1 }), gaps => {
        const timers = new ManualTimers();
        const calls: number[] = [];
        const coalescer = new Coalescer(() => calls.push(timers.now()), {
          everyMs: 100,
          timers,
        });
        let last = 0;
        for (const gap of gaps) {
          timers.pass(gap);
          last = timers.now();
          coalescer.notice();
        }
        timers.pass(100);
        expect(calls[0]).toBe(gaps[0]);
        expect(calls[calls.length - 1]).toBeGreaterThanOrEqual(last);
        const pauses = calls.slice(1).map((call, index) => call - calls[index]);
        expect(pauses.every(pause => pause >= 100)).toBe(true);
      }),
    );
  });

  it('is quiet after its stop', () => {
    const timers = new ManualTimers();
    const callback = jest.fn();
    const coalescer = new Coalescer(callback, { everyMs: 100, timers });
    coalescer.notice();
    coalescer.stop();
    timers.pass(1_000);
    expect(callback).not.toHaveBeenCalled();
  });
});
