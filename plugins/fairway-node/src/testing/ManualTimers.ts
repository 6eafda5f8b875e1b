import type { Timers } from '../cache/timers';

/**
 * Time that passes only when told to.
 *
 * @internal
 */
export class ManualTimers implements Timers {
  /** What `random` gives. */
  chance = 0.5;
  private time = 0;
  private readonly waiting = new Set<{ at: number; callback: () => void }>();

  now(): number {
    return this.time;
  }

  random(): number {
    return this.chance;
  }

  after(ms: number, callback: () => void): () => void {
    const entry = { at: this.time + ms, callback };
    this.waiting.add(entry);
    return () => this.waiting.delete(entry);
  }

  /** Lets time pass, and what is due happen in its order. */
  pass(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const [next] = [...this.waiting]
        .filter(({ at }) => at <= end)
        .sort((a, b) => a.at - b.at);
      if (!next) {
        break;
      }
      this.waiting.delete(next);
      this.time = Math.max(this.time, next.at);
      next.callback();
    }
    this.time = end;
  }
}
