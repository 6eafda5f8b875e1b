import { log } from './log.js';

/** The run succeeded, failed, or did not end in time. */
export const EXIT = { ok: 0, failed: 1, late: 2 };

/** What breaks off work that does not listen to its signal. */
const aborted = signal =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), {
      once: true,
    });
  });

/**
 * Runs the work within a deadline and says how it went, as an exit code.
 * @param {{ work: (signal: AbortSignal) => Promise<void>, deadlineMs: number, stop: AbortSignal }} options
 */
export async function run({ work, deadlineMs, stop }) {
  const begun = Date.now();
  const deadline = AbortSignal.timeout(deadlineMs);
  const signal = AbortSignal.any([deadline, stop]);
  const say = (level, message, more = {}) =>
    log(level, message, { ...more, seconds: (Date.now() - begun) / 1000 });
  try {
    await Promise.race([work(signal), aborted(signal)]);
    say('info', 'done');
    return EXIT.ok;
  } catch (error) {
    const late = deadline.aborted && !stop.aborted;
    say('error', late ? 'not done in time' : 'failed', {
      error: error.message,
    });
    return late ? EXIT.late : EXIT.failed;
  }
}
