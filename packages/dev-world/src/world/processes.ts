import { execFileSync, spawn } from 'node:child_process';
import { openSync, closeSync, readFileSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessIdentity } from './types.ts';

/** Environment variable that marks every process of a world, and what they start. */
export const WORLD_MARK = 'FAIRWAY_WORLD_FOLDER';

const linux = process.platform === 'linux';

/** State letter and start time from a line of `/proc/PID/stat`. */
export function parseStat(stat: string): { state: string; ticks: string } {
  // The second field is the program's name in brackets, and may itself hold
  // blanks and brackets: count from the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0], ticks: fields[19] };
}

let bootId: string | undefined;

function currentBoot(): string {
  bootId ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(
    0,
    8,
  );
  return bootId;
}

/** When a process started, in a form that is only compared; undefined if there is none. */
export function startTimeOf(pid: number): string | undefined {
  try {
    if (!linux) {
      const started = execFileSync('ps', ['-o', 'lstart=', '-p', `${pid}`], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      return started.toString().trim() || undefined;
    }
    const { state, ticks } = parseStat(
      readFileSync(`/proc/${pid}/stat`, 'utf8'),
    );
    // A zombie has ended; only its parent has not looked yet.
    return state === 'Z' || state === 'X'
      ? undefined
      : `${ticks}@${currentBoot()}`;
  } catch {
    return undefined;
  }
}

/** Whether exactly this process, not a later one with its number, is running. */
export function isRunning(identity: ProcessIdentity): boolean {
  return startTimeOf(identity.pid) === identity.startTime;
}

export interface Launch {
  command: string[];
  log: string;
  worldFolder: string;
  /** Default: the world folder. */
  cwd?: string;
  env?: Record<string, string>;
  onExit?(code: number | null, signal: string | null): void;
}

/** Starts a program in its own process group, so that it outlives us and Ctrl-C does not reach it. */
export function launch(options: Launch): ProcessIdentity {
  const out = openSync(options.log, 'a');
  try {
    const [file, ...args] = options.command;
    const child = spawn(file, args, {
      detached: true,
      stdio: ['ignore', out, out],
      cwd: options.cwd ?? options.worldFolder,
      env: {
        PATH: systemPath(),
        HOME: options.worldFolder,
        ...options.env,
        [WORLD_MARK]: options.worldFolder,
      },
    });
    child.on('error', () => options.onExit?.(null, null));
    child.on('exit', (code, signal) => options.onExit?.(code, signal));
    child.unref();
    if (child.pid === undefined) {
      throw new Error(`Cannot start ${file}: is it there, and may it be run?`);
    }
    return { pid: child.pid, startTime: startTimeOf(child.pid) ?? 'ended' };
  } finally {
    closeSync(out);
  }
}

/** The search path with the folders of system programs, which a user's often lacks. */
export function systemPath(): string {
  const folders = (process.env.PATH ?? '').split(':');
  return [
    ...new Set([
      ...folders,
      '/usr/local/sbin',
      '/usr/sbin',
      '/sbin',
      '/usr/bin',
      '/bin',
    ]),
  ].join(':');
}

export function send(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended in between: that is what was wanted.
  }
}

/** Kills these processes, and returns when none is left. */
export async function killAll(
  identities: ProcessIdentity[],
  timeoutMs = 10_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const alive = identities.filter(isRunning);
    if (alive.length === 0) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `Processes do not end: ${alive.map(one => one.pid).join(', ')}`,
      );
    }
    alive.forEach(one => send(one.pid, 'SIGKILL'));
    await sleep(20);
  }
}

/**
 * Processes that carry the mark of this world. Finds what `world.json` does not
 * list: one started just before its starter was killed, or one's own children.
 */
export function markedProcesses(worldFolder: string): ProcessIdentity[] {
  if (!linux) {
    return [];
  }
  const mark = `${WORLD_MARK}=${worldFolder}`;
  return readdirSync('/proc')
    .filter(
      entry =>
        /^\d+$/.test(entry) &&
        Number(entry) !== process.pid &&
        hasEnvironment(entry, mark),
    )
    .map(entry => ({
      pid: Number(entry),
      startTime: startTimeOf(Number(entry)) ?? '',
    }))
    .filter(one => one.startTime !== '');
}

function hasEnvironment(pid: string, entry: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8')
      .split('\0')
      .includes(entry);
  } catch {
    return false;
  }
}
