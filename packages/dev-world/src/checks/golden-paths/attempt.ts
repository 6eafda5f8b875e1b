import { run } from '../../build/run.ts';
import type { RunOptions } from '../../build/run.ts';

/** Runs a judge's program: what it writes when it fails is what is wrong. */
export async function attempt(
  command: string[],
  options: RunOptions = {},
): Promise<string[]> {
  try {
    await run(command, options);
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}
