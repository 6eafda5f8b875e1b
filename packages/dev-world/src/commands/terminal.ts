import type { Progress, ProgressStep } from '../world/types.ts';

const REMINDER_MS = 30_000;

/** Seconds in words: `9 s`, `4 min 51 s`. */
export function inWords(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60
    ? `${whole} s`
    : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

export interface Timing {
  name: string;
  seconds: number;
  outcome: 'done' | 'skipped' | 'failed';
}

/**
 * Says on the terminal what is being done, one line when a step begins and one
 * when it ends, and a sign of life in between. Steps may overlap.
 */
export class TerminalProgress implements Progress {
  readonly timings: Timing[] = [];

  private readonly write: (line: string) => void;

  constructor(write: (line: string) => void = console.log) {
    this.write = write;
  }

  step(name: string, expectedSeconds?: number): ProgressStep {
    const started = Date.now();
    const elapsed = () => (Date.now() - started) / 1000;
    const about = expectedSeconds ? ` (about ${inWords(expectedSeconds)})` : '';
    this.write(`  … ${name}${about}`);
    const reminder = setInterval(
      () => this.write(`  … ${name}: ${inWords(elapsed())} so far${about}`),
      REMINDER_MS,
    );
    reminder.unref();
    const end = (outcome: Timing['outcome'], line: string) => {
      clearInterval(reminder);
      this.timings.push({ name, seconds: elapsed(), outcome });
      this.write(line);
    };
    return {
      done: note =>
        end(
          'done',
          `  ✓ ${name}: ${inWords(elapsed())}${note ? `, ${note}` : ''}`,
        ),
      skip: why => end('skipped', `  - ${name}: skipped, ${why}`),
      fail: error => end('failed', `  ✗ ${name}: ${error.message}`),
    };
  }
}

/** Runs `work` as one step. */
export async function asStep<T>(
  progress: Progress,
  [name, expectedSeconds]: [name: string, expectedSeconds?: number],
  work: () => Promise<T>,
): Promise<T> {
  const step = progress.step(name, expectedSeconds);
  try {
    const result = await work();
    step.done();
    return result;
  } catch (error) {
    step.fail(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
}
