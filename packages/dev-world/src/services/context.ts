import type { BuildOptions } from '../build/cache.ts';
import { until } from '../world/bootstrap.ts';
import { isRunning } from '../world/processes.ts';
import type { ProcessIdentity, Tools, WorldState } from '../world/types.ts';

/** What every service of a world is started with. */
export interface ServiceContext extends BuildOptions {
  state: WorldState;
  tools: Tools;
}

/** This machine cannot run a service; the world goes on without it. */
export class CannotRun extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'CannotRun';
  }
}

export const hasRealNode = (state: WorldState) => state.nodes.real.length > 0;

/** Waits until a service answers; if its program ends, it never will. */
export function untilAnswers(
  name: string,
  program: ProcessIdentity,
  ask: () => Promise<unknown>,
  signal?: AbortSignal,
): Promise<void> {
  return until(
    `the ${name}`,
    async () => {
      await ask();
      return true;
    },
    {
      timeoutMs: 60_000,
      everyMs: 50,
      signal,
      stillPossible: () => {
        if (!isRunning(program)) {
          throw new Error(`the ${name} ended; see logs/${name}.log`);
        }
      },
    },
  );
}
