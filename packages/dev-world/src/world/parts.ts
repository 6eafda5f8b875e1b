import path from 'node:path';
import { worldFolder } from './paths.ts';
import { launch } from './processes.ts';
import { changeState } from './state.ts';
import type { PartState, ProcessIdentity, WorldState } from './types.ts';

export interface PartSpec {
  name: string;
  command: string[];
  env?: Record<string, string>;
  stop?: PartState['stop'];
}

/** How the programs that this process started were started, by their number. */
const started = new Map<number, PartSpec>();

/** Starts a program of a world, and writes down what there is to stop. */
export function startPart(
  root: string,
  state: WorldState,
  spec: PartSpec,
): ProcessIdentity {
  const { name, command, env, stop } = spec;
  const folder = worldFolder(root, state.name);
  const log = path.join(folder, 'logs', `${name}.log`);
  // It may end before it has a number.
  const made: { identity?: ProcessIdentity } = {};
  const launched = launch({
    command,
    log,
    env,
    worldFolder: folder,
    onExit: (code, signal) =>
      changeState(root, state, ({ parts }) => {
        const part = parts.find(one => one.pid === made.identity?.pid);
        if (part) {
          part.exit = { code, signal, at: new Date().toISOString() };
        }
      }),
  });
  made.identity = launched;
  started.set(launched.pid, spec);
  // Written at once: if we are killed, the next start finds what to stop.
  changeState(root, state, ({ parts }) =>
    parts.push({ name, ...launched, log, ...(stop && { stop }) }),
  );
  return launched;
}

/**
 * Starts a program of a world again that has ended, as it was started.
 *
 * @throws Error if it was another process that started it
 */
export function startPartAgain(
  root: string,
  state: WorldState,
  part: ProcessIdentity,
): ProcessIdentity {
  const spec = started.get(part.pid);
  if (!spec) {
    throw new Error(`How process ${part.pid} was started is not known here`);
  }
  return startPart(root, state, spec);
}
