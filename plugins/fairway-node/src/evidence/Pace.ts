/**
 * Lets through so many a second, and no burst beyond one second's worth or what
 * is said.
 *
 * @public
 */
export class Pace {
  private tokens: number;
  private filledAt: number;

  private constructor(
    private readonly perSecond: number,
    private readonly burst: number,
    private readonly now: () => number,
  ) {
    this.tokens = burst;
    this.filledAt = now();
  }

  static create(options: {
    perSecond: number;
    burst?: number;
    now?: () => number;
  }): Pace {
    const { now = Date.now } = options;
    const perSecond = Math.max(options.perSecond, 0.1);
    return new Pace(perSecond, options.burst ?? Math.max(perSecond, 1), now);
  }

  /** Settles when one more may go. */
  async take(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const time = this.now();
    const filled = ((time - this.filledAt) / 1000) * this.perSecond;
    this.tokens = Math.min(this.tokens + filled, this.burst);
    this.filledAt = time;
    this.tokens--;
    if (this.tokens < 0) {
      const wait = (-this.tokens / this.perSecond) * 1000;
      await new Promise(resolve => setTimeout(resolve, wait));
      signal?.throwIfAborted();
    }
  }
}
