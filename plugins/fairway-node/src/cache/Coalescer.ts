import type { Timers } from './timers';

/**
 * Turns many notices into few calls: the first at once, then at most one every
 * `everyMs`, and always one after the last notice.
 *
 * @internal
 */
export class Coalescer {
  private last = -Infinity;
  private cancel: (() => void) | undefined;

  constructor(
    private readonly callback: () => void,
    private readonly options: { everyMs: number; timers: Timers },
  ) {}

  notice(): void {
    if (this.cancel) {
      return;
    }
    const { everyMs, timers } = this.options;
    const wait = Math.max(0, this.last + everyMs - timers.now());
    this.cancel = timers.after(wait, () => {
      this.cancel = undefined;
      this.last = timers.now();
      this.callback();
    });
  }

  stop(): void {
    this.cancel?.();
    this.cancel = undefined;
  }
}
