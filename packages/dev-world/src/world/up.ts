import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Api } from './api.ts';
import { clean } from './down.ts';
import { worldFolder, worldsFolder } from './paths.ts';
import { PEOPLE } from './pki.ts';
import { choosePorts } from './ports.ts';
import { isRunning, startTimeOf } from './processes.ts';
import { RealNodeError } from './realNode/error.ts';
import {
  MAX_INDEX,
  isIndexTaken,
  networkOf,
  podCIDROf,
  serviceCIDROf,
} from './realNode/network.ts';
import { whyNoRealNode } from './realNode/support.ts';
import { simulatedNodeNames } from './simulatedNodes.ts';
import { WorldStart } from './start.ts';
import type { StartOptions } from './start.ts';
import { listWorlds, readState, withLock, writeState } from './state.ts';
import type { World, WorldState } from './types.ts';
import { watchParts } from './watch.ts';

export interface UpOptions extends StartOptions {
  /** @default true where the machine can run it; `true` here makes it an error where it cannot */
  realNode?: boolean;
  /** @default 3 */
  simulatedNodes?: number;
  /** Called once for each part that ends while nobody asked it to. */
  onPartDown?: (part: string, why: string) => void;
}

/**
 * Brings a world up and waits until it can be used. One that is up already is
 * returned as it is; what is left of a broken one is removed first.
 */
export async function upWorld(options: UpOptions): Promise<World> {
  const { root, name, signal } = options;
  const folder = worldFolder(root, name);
  const state = await withLock(
    path.join(worldsFolder(root), `.${name}.lock`),
    async () => (await usable(options)) ?? (await startAfresh(options, folder)),
    signal,
  );
  return {
    state,
    kubeconfig: state.kubeconfig,
    unwatch: watchParts(root, state, options.onPartDown),
  };
}

/** The world as it is, if every part runs and the API server answers. */
async function usable(options: UpOptions): Promise<WorldState | undefined> {
  const state = readState(options.root, options.name);
  if (state?.phase !== 'up' || !state.parts.every(isRunning)) {
    return undefined;
  }
  const step = options.progress.step(`World '${state.name}'`);
  const api = Api.fromKubeconfig(state.kubeconfig);
  try {
    await api.text('GET', '/readyz');
    step.done('is up already');
    return state;
  } catch {
    step.skip('is not healthy: it is started afresh');
    return undefined;
  } finally {
    api.close();
  }
}

async function startAfresh(
  options: UpOptions,
  folder: string,
): Promise<WorldState> {
  await clean(options.root, options.name);
  const why = options.realNode === false ? 'not wanted' : whyNoRealNode(folder);
  if (why && options.realNode === true) {
    throw new Error(`The real node cannot run: ${why}`);
  }
  try {
    return await startOnce(options, folder, why);
  } catch (error) {
    if (!(error instanceof RealNodeError) || options.realNode === true) {
      throw error;
    }
    // A machine may lack something that only shows when it is used. The rest
    // of the world does not depend on it.
    return startOnce(options, folder, `it did not start: ${error.message}`);
  }
}

async function startOnce(
  options: UpOptions,
  folder: string,
  realNodeOff?: string,
): Promise<WorldState> {
  const state = await claim(options, folder, realNodeOff);
  try {
    return await new WorldStart(options, folder, state).run();
  } catch (error) {
    await clean(options.root, options.name, { keepLogs: true });
    throw error;
  }
}

/** Writes the first state of a world, with an index that no other world of this machine has. */
async function claim(
  options: UpOptions,
  folder: string,
  realNodeOff?: string,
): Promise<WorldState> {
  const { root, name } = options;
  return withLock(path.join(worldsFolder(root), '.lock'), async () => {
    const taken = new Set(listWorlds(root).map(world => world.index));
    const index = Array.from({ length: MAX_INDEX }, (_, n) => n + 1).find(
      n => !taken.has(n) && !isIndexTaken(n),
    );
    if (index === undefined) {
      throw new Error(
        `There are ${MAX_INDEX} worlds already: stop one with 'yarn dev-world down'`,
      );
    }
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(path.join(folder, 'logs'), { recursive: true, mode: 0o700 });
    const ports = await choosePorts(index);
    const state: WorldState = {
      format: 1,
      name,
      index,
      phase: 'starting',
      starter: { pid: process.pid, startTime: startTimeOf(process.pid) ?? '' },
      createdAt: new Date().toISOString(),
      server: `https://127.0.0.1:${ports.apiServer}`,
      ports,
      parts: [],
      nodes: {
        real: [],
        simulated: simulatedNodeNames(options.simulatedNodes ?? 3),
        realNodeOff,
      },
      podCIDR: podCIDROf(index),
      serviceCIDR: serviceCIDROf(index),
      network: networkOf(name, index),
      kubeconfig: path.join(folder, 'kubeconfig'),
      kubeconfigs: Object.fromEntries(
        PEOPLE.map(person => [
          person.name,
          path.join(folder, `kubeconfig.${person.name}`),
        ]),
      ),
    };
    writeState(root, state);
    return state;
  });
}
