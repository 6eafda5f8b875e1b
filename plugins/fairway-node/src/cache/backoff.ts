import type { Timers } from './timers';

/**
 * How long to wait before the next attempt: doubled each time, up to a limit,
 * and spread by half either way, so that many portals that lost the same API
 * server do not come back in step.
 *
 * @internal
 */
export class Backoff {
  private attempts = 0;

  constructor(
    private readonly options: { baseMs: number; maxMs: number },
    private readonly timers: Timers,
  ) {}

  next(): number {
    const { baseMs, maxMs } = this.options;
    const delay = Math.min(maxMs, baseMs * 2 ** this.attempts);
    this.attempts++;
    return delay * (0.5 + this.timers.random());
  }

  reset(): void {
    this.attempts = 0;
  }
}
