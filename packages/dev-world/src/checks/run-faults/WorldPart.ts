import { readFileSync } from 'node:fs';
import { startPart } from '../../world/parts.ts';
import { killAll, send } from '../../world/processes.ts';
import type { PartState, WorldState } from '../../world/types.ts';

const strings = (file: string) =>
  readFileSync(file, 'utf8').split('\0').filter(Boolean);

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
    const command = strings(`/proc/${part.pid}/cmdline`);
    const env = Object.fromEntries(
      strings(`/proc/${part.pid}/environ`).map(line => {
        const at = line.indexOf('=');
        return [line.slice(0, at), line.slice(at + 1)];
      }),
    );
    await killAll([part]);
    return () => {
      startPart(this.#root, this.#state, {
        name: this.#name,
        command,
        env,
        stop: part.stop,
      });
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
