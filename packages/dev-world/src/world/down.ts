import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { worldFolder, worldsFolder } from './paths.ts';
import { isRunning, killAll, markedProcesses } from './processes.ts';
import { processesOf, removeCgroups } from './realNode/cgroups.ts';
import { removeNetwork } from './realNode/network.ts';
import { readState, withLock } from './state.ts';
import type { WorldState } from './types.ts';

/**
 * Takes a world down, from whatever process and in whatever state it is. No
 * process, mount, network namespace, link, route or control group stays.
 */
export async function downWorld(opts: {
  root: string;
  name: string;
}): Promise<void> {
  await withLock(path.join(worldsFolder(opts.root), `.${opts.name}.lock`), () =>
    clean(opts.root, opts.name),
  );
}

/** Removes a world; the caller holds its lock. Nothing in it is worth a gentle stop. */
export async function clean(
  root: string,
  name: string,
  keep: { keepLogs?: boolean } = {},
): Promise<void> {
  const folder = worldFolder(root, name);
  const state = readState(root, name);
  await endProcesses(folder, state);
  if (state && process.platform === 'linux') {
    await removeCgroups(state.network.cgroup);
    // The last process took its mount namespace along, and all mounts in it.
    await removeNetwork(state.network);
  }
  removeFolder(folder, keep.keepLogs ? ['logs'] : []);
}

async function endProcesses(
  folder: string,
  state: WorldState | undefined,
): Promise<void> {
  // More than once: a shim that dies late may have started something meanwhile.
  for (let round = 0; round < 20; round++) {
    const found = [
      ...(state?.parts ?? []).filter(isRunning),
      ...markedProcesses(folder),
      ...(state && process.platform === 'linux'
        ? processesOf(state.network.cgroup)
        : []),
    ];
    if (found.length === 0) {
      return;
    }
    await killAll(found);
  }
  throw new Error(`Processes of ${folder} come back again and again`);
}

function removeFolder(folder: string, keep: string[]): void {
  if (!existsSync(folder)) {
    return;
  }
  const entries = readdirSync(folder).filter(entry => !keep.includes(entry));
  // world.json last: if this is interrupted, the next attempt still knows the world.
  entries.sort(
    (a, b) => Number(a === 'world.json') - Number(b === 'world.json'),
  );
  for (const entry of entries) {
    rmSync(path.join(folder, entry), {
      recursive: true,
      force: true,
      maxRetries: 20,
      retryDelay: 100,
    });
  }
  if (keep.length === 0) {
    rmSync(folder, { recursive: true, force: true });
  }
}
