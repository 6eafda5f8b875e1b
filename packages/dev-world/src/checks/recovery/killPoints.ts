import type { GoldenRun } from './GoldenRun.ts';
import type { TaskWatch } from './TaskWatch.ts';

/** A moment in the middle of a step, as anybody can see it from outside. */
export interface KillPoint {
  title: string;
  isMet(): Promise<boolean> | boolean;
}

/** Where a step has done half of what it does in another system. */
export function midStepPoints(run: GoldenRun, watch: TaskWatch): KillPoint[] {
  return [
    {
      title: 'the repository is made, and empty',
      isMet: async () => (await run.repository()) === 'empty',
    },
    {
      title: 'the content is pushed',
      isMet: async () => (await run.repository()) === 'filled',
    },
    {
      title: 'the location is registered',
      isMet: () => watch.hasLocation(run.location),
    },
    {
      title: 'the first object is applied',
      isMet: () => run.hasObject('/api/v1', 'serviceaccounts'),
    },
    { title: 'it waits for pods', isMet: () => watch.hasBegun('wait') },
  ];
}

/** Asks for one moment after the other, without anybody waiting for the answer. */
export class Lookout {
  #asking = false;
  #met: KillPoint | undefined;
  #failure: unknown;

  /** The moment that is there; undefined until an answer says so. */
  look([point]: readonly KillPoint[]): KillPoint | undefined {
    if (this.#failure) {
      throw this.#failure;
    }
    if (point && !this.#met && !this.#asking) {
      this.#asking = true;
      void this.#ask(point);
    }
    return this.#met;
  }

  async #ask(point: KillPoint): Promise<void> {
    try {
      this.#met = (await point.isMet()) ? point : undefined;
    } catch (error) {
      this.#failure = error;
    } finally {
      this.#asking = false;
    }
  }
}
