import { startPartAgain } from '../../world/parts.ts';
import { killAll, send } from '../../world/processes.ts';
import type { PartState, WorldState } from '../../world/types.ts';

/** A program of a world that hangs, or is killed and started again as it was. */
export class WorldPart {
  readonly #root: string;
  readonly #state: WorldState;
  readonly #name: string;

  constructor(root: string, state: WorldState, name: string) {
    this.#root = root;
    this.#state = state;
    this.#name = name;
  }

  /** It takes connections, and says nothing. */
  hang(): () => void {
    const { pid } = this.#part();
    send(pid, 'SIGSTOP');
    return () => send(pid, 'SIGCONT');
  }

  /** It refuses connections, until the answer is called. */
  async kill(): Promise<() => void> {
    const part = this.#part();
    await killAll([part]);
    return () => {
      startPartAgain(this.#root, this.#state, part);
    };
  }

  /** The last of that name: those before it have been killed. */
  #part(): PartState {
    const part = this.#state.parts.findLast(({ name }) => name === this.#name);
    if (!part) {
      throw new Error(`The world has no part ${this.#name}`);
    }
    return part;
  }
}
