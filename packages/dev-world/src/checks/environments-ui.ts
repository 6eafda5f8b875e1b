import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { bringUp, type Running } from '../commands/bringUp.ts';
import { inWords, TerminalProgress } from '../commands/terminal.ts';
import { yarn } from '../portal/prepare.ts';
import { describeServices } from '../services/describe.ts';
import { PREVIEW_SERVICES } from '../services/names.ts';
import { testVariables } from '../services/testVariables.ts';
import { stateFolder } from '../world/paths.ts';
import type { WorldState } from '../world/types.ts';
import { leftovers } from './leftovers.ts';
import type { CheckContext, CheckResult } from './types.ts';

export const name = 'environments-ui';
export const summary =
  'Chromium makes a sandbox, lets it sleep, wake, be renewed and deleted, and sees previews come and go; empty, busy, error and denied; light and dark; axe';

/** Goals from the click to what the page shows, in milliseconds. */
const GOALS: Record<string, number> = {
  'click to sandbox': 10_000,
  'click to asleep': 10_000,
  'click to ready pods': 20_000,
};

/** Tests that would be skipped unless two clusters and everything beside them stand. */
const NEVER_SKIPPED = /^\s+-\s+\d+ /m;

export async function run({ root, log }: CheckContext): Promise<CheckResult> {
  const began = Date.now();
  const logs = path.join(stateFolder(root), 'logs');
  const output = path.join(logs, `${name}.log`);
  const figures = path.join(logs, `${name}.json`);
  rmSync(figures, { force: true });
  let ending = false;
  const running = await bringUp({
    root,
    name,
    clusters: 2,
    services: PREVIEW_SERVICES,
    progress: new TerminalProgress(log),
    onPartDown: (part, why) => ending || log(`  ! ${part} is down: ${why}`),
  });
  const states = running.worlds.map(({ state }) => state);
  let failure: Error | undefined;
  try {
    await running.late;
    await browse(root, running, { output, figures });
  } catch (error) {
    failure = error as Error;
  } finally {
    ending = true;
    await running.stop();
  }
  const shown = existsSync(output) ? readFileSync(output, 'utf8') : '';
  log(shown.trimEnd());
  const left = await Promise.all(states.map(state => leftovers(root, state)));
  const problems = [
    ...(failure ? [`a browser test failed; see ${output}`] : []),
    ...(NEVER_SKIPPED.test(shown) ? ['a browser test was not run'] : []),
    ...left.flat().map(one => `left behind: ${one}`),
    ...slowOnes(figures),
  ];
  return {
    ok: problems.length === 0,
    line: [
      ...problems,
      ...inSeconds(figures),
      `${inWords((Date.now() - began) / 1000)} in all`,
    ].join('; '),
  };
}

async function browse(
  root: string,
  { portal, worlds }: Running,
  files: { output: string; figures: string },
): Promise<void> {
  const [first, second] = worlds.map(({ state }) => state);
  await yarn(
    root,
    [
      'workspace',
      'app',
      'playwright',
      'test',
      ...['environments', 'previews'],
      '--reporter=list',
    ],
    {
      log: files.output,
      env: {
        FAIRWAY_PORTAL_URL: portal.url,
        ...testVariables(first),
        FAIRWAY_FORGE_PROCESS: String(processOf(first, 'forge')),
        FAIRWAY_SECOND_API_SERVER: String(processOf(second, 'kube-apiserver')),
        FAIRWAY_SCREENSHOTS: path.join(root, 'docs', 'images'),
        FAIRWAY_FIGURES: files.figures,
      },
    },
  );
}

/** @throws Error saying what runs instead */
function processOf({ parts, services }: WorldState, part: string): number {
  const found = parts.find(one => one.name === part);
  if (!found) {
    throw new Error(
      `there is no ${part}: ${JSON.stringify(describeServices(services))}`,
    );
  }
  return found.pid;
}

function readFigures(file: string): Record<string, number> {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

function slowOnes(file: string): string[] {
  const figures = readFigures(file);
  return Object.entries(GOALS).flatMap(([what, goal]) => {
    const took = figures[what];
    return took !== undefined && took <= goal
      ? []
      : [`${what} took ${took ?? 'no'} ms (goal: ${goal} ms)`];
  });
}

function inSeconds(file: string): string[] {
  return Object.entries(readFigures(file)).map(
    ([what, ms]) => `${what} ${(ms / 1000).toFixed(1)} s`,
  );
}
