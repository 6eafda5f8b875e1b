/**
 * One signal out of two reasons to stop: the caller's, and the time. Made by
 * hand instead of `AbortSignal.any`, because the caller's signal may live for
 * hours and must not collect a listener for every call.
 *
 * @internal
 */
export class Deadline {
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private passed = false;

  constructor(
    timeout: number | undefined,
    private readonly caller: AbortSignal | undefined,
  ) {
    caller?.addEventListener('abort', this.abort);
    if (caller?.aborted) {
      this.abort();
    }
    if (timeout !== undefined) {
      this.timer = setTimeout(() => {
        this.passed = true;
        this.controller.abort();
      }, timeout);
    }
  }

  /** Aborted by whichever comes first. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** It was the time that ended it. */
  get timedOut(): boolean {
    return this.passed;
  }

  /** From here on only the caller's signal counts. */
  stopClock(): void {
    clearTimeout(this.timer);
  }

  /** Must be called when all is over. */
  done(): void {
    this.stopClock();
    this.caller?.removeEventListener('abort', this.abort);
  }

  /** For awaiting things that know nothing of signals. */
  async race<T>(promise: Promise<T>): Promise<T> {
    const { signal } = this;
    let stop = () => {};
    const ended = new Promise<never>((_, reject) => {
      stop = () => reject(new DOMException('Aborted', 'AbortError'));
      signal.addEventListener('abort', stop);
      if (signal.aborted) {
        stop();
      }
    });
    try {
      return await Promise.race([promise, ended]);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  private readonly abort = () => this.controller.abort(this.caller?.reason);
}
