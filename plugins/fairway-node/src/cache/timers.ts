/**
 * Time and chance, handed in so that tests can have their own.
 *
 * @internal
 */
export interface Timers {
  now(): number;
  /** Calls back later; returns what cancels it. */
  after(ms: number, callback: () => void): () => void;
  /** From 0 to 1 */
  random(): number;
}

/** The real ones. They never keep the process alive. @internal */
export const realTimers: Timers = {
  now: () => Date.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

/** Settles after a time, or as soon as the signal is aborted. @internal */
export function sleep(
  timers: Timers,
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) {
      resolve();
      return;
    }
    let cancel = () => {};
    const finish = () => {
      cancel();
      signal.removeEventListener('abort', finish);
      resolve();
    };
    cancel = timers.after(ms, finish);
    signal.addEventListener('abort', finish);
  });
}
