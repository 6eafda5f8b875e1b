/** Lets a loop sleep until there is something to do. @public */
export class Wake {
  private pending = false;
  private wakeUp: (() => void) | undefined;

  /** Remembered if nobody sleeps just now. */
  readonly up = (): void => {
    this.pending = true;
    this.wakeUp?.();
  };

  /** Settles when woken, after `timeout` milliseconds, or on abort. */
  async sleep(options: { timeout: number; signal: AbortSignal }) {
    const { timeout, signal } = options;
    if (!this.pending && !signal.aborted) {
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, timeout);
        const done = () => {
          clearTimeout(timer);
          resolve();
        };
        this.wakeUp = done;
        signal.addEventListener('abort', done, { once: true });
      });
    }
    this.wakeUp = undefined;
    this.pending = false;
  }
}
