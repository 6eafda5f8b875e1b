import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inWords } from '../commands/terminal.ts';
import type { CheckContext, CheckResult } from './types.ts';

export const name = 'fresh-clone';
export const summary =
  'clones into an empty folder, npm start to a portal that answers, twice; nothing is left running';

const COLD_GOAL_S = 15 * 60;
const SECOND_GOAL_S = 45;

export async function run({ root, log }: CheckContext): Promise<CheckResult> {
  const parent = mkdtempSync(path.join(tmpdir(), 'fairway-fresh-'));
  const clone = path.join(parent, 'fairway');
  try {
    execFileSync('git', ['clone', '--quiet', root, clone]);
    // A cold start compiles everything: it must not profit from what Go built
    // for this checkout before. Downloaded modules and packages are kept.
    const env = {
      ...childEnvironment(),
      GOCACHE: path.join(parent, 'gocache'),
    };
    log('First start, in a fresh clone:');
    const cold = await startAndStop(clone, env, log);
    log('Second start:');
    const second = await startAndStop(clone, env, log);
    const ok = cold <= COLD_GOAL_S && second <= SECOND_GOAL_S;
    return {
      ok,
      line: `cold ${inWords(cold)} (goal ${inWords(
        COLD_GOAL_S,
      )}), second ${inWords(second)} (goal ${inWords(
        SECOND_GOAL_S,
      )}), nothing left running`,
    };
  } finally {
    execFileSync('chmod', ['-R', 'u+w', parent]);
    rmSync(parent, { recursive: true, force: true });
  }
}

/** Ours, without what the bootstrap of this very check set. */
function childEnvironment(): NodeJS.ProcessEnv {
  const { FAIRWAY_ROOT, FAIRWAY_NODE_HOME, INIT_CWD, ...env } = process.env;
  return Object.fromEntries(
    Object.entries(env).filter(([key]) => !key.startsWith('npm_')),
  );
}

/** Seconds from the command to a portal that answers; stops it and looks for what is left. */
async function startAndStop(
  clone: string,
  env: NodeJS.ProcessEnv,
  log: (line: string) => void,
): Promise<number> {
  const began = Date.now();
  const child = spawn('npm', ['start'], {
    cwd: clone,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  let seconds: number;
  try {
    const url = await readyUrl(child, log);
    seconds = (Date.now() - began) / 1000;
    const page = await fetch(url);
    if (!page.ok || !(await page.text()).includes('<div id="root">')) {
      throw new Error(`${url} was answered ${page.status}`);
    }
  } finally {
    await stop(child);
  }
  const left = processesBelow(clone);
  if (left.length > 0) {
    throw new Error(`still running after the stop: ${left.join('; ')}`);
  }
  return seconds;
}

async function readyUrl(
  child: ChildProcess,
  log: (line: string) => void,
): Promise<string> {
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    text += chunk;
    chunk
      .toString()
      .trimEnd()
      .split('\n')
      .forEach(line => log(`    ${line}`));
  });
  const deadline = Date.now() + 2 * COLD_GOAL_S * 1000;
  while (Date.now() < deadline) {
    const url = text.match(/Open (http:\/\/\S+)/)?.[1];
    // The line after the URL lists what the catalog holds.
    if (url && /services in the catalog: .*payments-api/.test(text)) {
      return url;
    }
    if (child.exitCode !== null) {
      throw new Error(`npm start ended with ${child.exitCode}`);
    }
    await sleep(100);
  }
  throw new Error(`npm start was not ready after ${inWords(2 * COLD_GOAL_S)}`);
}

/** As Ctrl-C does: a signal to the whole foreground group. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) {
    return;
  }
  const ended = new Promise(resolve => child.on('exit', resolve));
  process.kill(-child.pid, 'SIGINT');
  await ended;
}

/** Command lines of the processes that run from, or in, a folder. */
function processesBelow(folder: string): string[] {
  return readdirSync('/proc')
    .filter(entry => /^\d+$/.test(entry) && entry !== String(process.pid))
    .map(pid => commandLine(pid))
    .filter(command => command.includes(folder));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
