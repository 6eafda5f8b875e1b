import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { worldFolder, worldsFolder } from './paths.ts';
import { isRunning, startTimeOf } from './processes.ts';
import type { ProcessIdentity, WorldState } from './types.ts';

const stateFile = (folder: string) => path.join(folder, 'world.json');

/** Reads a world's state; undefined if there is no such world, or its file is of another format. */
export function readState(root: string, name: string): WorldState | undefined {
  try {
    const state = JSON.parse(
      readFileSync(stateFile(worldFolder(root, name)), 'utf8'),
    ) as WorldState;
    return state.format === 1 ? state : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a world's state so that a reader sees the old or the new, never a part. */
export function writeState(root: string, state: WorldState): void {
  const folder = worldFolder(root, state.name);
  mkdirSync(folder, { recursive: true });
  const temporary = `${stateFile(folder)}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(state, null, 2)}\n`, {
    mode: 0o600,
  });
  renameSync(temporary, stateFile(folder));
}

/**
 * Changes what `world.json` says of this world, and the caller's copy with it.
 * The file is read again first, as another process may have added to it. A
 * world that was taken down, or started afresh, meanwhile is left alone.
 */
export function changeState(
  root: string,
  state: WorldState,
  change: (state: WorldState) => void,
): void {
  change(state);
  const current = readState(root, state.name);
  if (current?.createdAt === state.createdAt) {
    change(current);
    writeState(root, current);
  }
}

/** Every world of this repository, running or not. */
export function listWorlds(root: string): WorldState[] {
  if (!existsSync(worldsFolder(root))) {
    return [];
  }
  return readdirSync(worldsFolder(root))
    .filter(entry => !entry.startsWith('.'))
    .map(entry => readState(root, entry))
    .filter(state => state !== undefined);
}

/**
 * Runs `work` while no other process holds the same lock. A lock whose holder
 * has ended is taken over: a killed start must not block the next one.
 */
export async function withLock<T>(
  file: string,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  mkdirSync(path.dirname(file), { recursive: true });
  while (!takeLock(file)) {
    await sleep(100, undefined, { signal });
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function takeLock(file: string): boolean {
  const me: ProcessIdentity = {
    pid: process.pid,
    startTime: startTimeOf(process.pid) ?? '',
  };
  try {
    writeFileSync(file, JSON.stringify(me), { flag: 'wx' });
    return true;
  } catch {
    if (!isHeld(file)) {
      rmSync(file, { force: true });
    }
    return false;
  }
}

function isHeld(file: string): boolean {
  try {
    return isRunning(JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity);
  } catch {
    // Gone, or created and not yet written: the latter takes no second.
    const age =
      Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    return age < 2000;
  }
}
