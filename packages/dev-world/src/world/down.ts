import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { worldFolder, worldsFolder } from './paths.ts';
import { isRunning, killAll, markedProcesses, send } from './processes.ts';
import { processesOf, removeCgroups } from './realNode/cgroups.ts';
import { removeNetwork } from './realNode/network.ts';
import { readState, withLock } from './state.ts';
import type { PartState, WorldState } from './types.ts';

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

/** Removes a world; the caller holds its lock. What a world holds is not worth a gentle stop. */
export async function clean(
  root: string,
  name: string,
  keep: { keepLogs?: boolean } = {},
): Promise<void> {
  const folder = worldFolder(root, name);
  const state = readState(root, name);
  await dismiss(state?.parts ?? []);
  await endProcesses(folder, state);
  if (state && process.platform === 'linux') {
    await removeCgroups(state.network.cgroup);
    // The last process took its mount namespace along, and all mounts in it.
    await removeNetwork(state.network);
  }
  removeFolder(folder, keep.keepLogs ? ['logs'] : []);
}

/** Lets those clear up outside of our folder that would leave something there if they were killed. */
async function dismiss(parts: PartState[]): Promise<void> {
  const waiting = parts.filter(part => part.stop && isRunning(part));
  waiting.forEach(part => send(part.pid, part.stop ?? 'SIGKILL'));
  const deadline = Date.now() + 5_000;
  while (waiting.some(isRunning) && Date.now() < deadline) {
    await sleep(20);
  }
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
