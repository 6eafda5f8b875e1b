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

/** Starts a program of a world, and writes down what there is to stop. */
export function startPart(
  root: string,
  state: WorldState,
  { name, command, env, stop }: PartSpec,
): ProcessIdentity {
  const folder = worldFolder(root, state.name);
  const log = path.join(folder, 'logs', `${name}.log`);
  const identity = launch({
    command,
    log,
    env,
    worldFolder: folder,
    onExit: (code, signal) =>
      changeState(root, state, ({ parts }) => {
        const part = parts.find(one => one.pid === identity.pid);
        if (part) {
          part.exit = { code, signal, at: new Date().toISOString() };
        }
      }),
  });
  // Written at once: if we are killed, the next start finds what to stop.
  changeState(root, state, ({ parts }) =>
    parts.push({ name, ...identity, log, ...(stop && { stop }) }),
  );
  return identity;
}
