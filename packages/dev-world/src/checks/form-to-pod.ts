import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { bringUp, type Running } from '../commands/bringUp.ts';
import { inWords, TerminalProgress } from '../commands/terminal.ts';
import { yarn } from '../portal/prepare.ts';
import { testVariables } from '../services/testVariables.ts';
import { stateFolder } from '../world/paths.ts';
import { leftovers } from './leftovers.ts';
import type { CheckContext, CheckResult } from './types.ts';

export const name = 'form-to-pod';
export const summary =
  'Chromium fills in the form of a web service, is told that it is too large, corrects it and submits: repository, objects, catalog, a ready pod that answers';

/** Goals in milliseconds. */
const GOALS: Record<string, number> = {
  'submit to Ready': 60_000,
  'preflight p95': 1500,
};

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
    clusters: 1,
    services: ['forge', 'gateway'],
    progress: new TerminalProgress(log),
    onPartDown: (part, why) => ending || log(`  ! ${part} is down: ${why}`),
  });
  const [{ state }] = running.worlds;
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
  const problems = [
    ...(failure ? [`a browser test failed; see ${output}`] : []),
    ...(await leftovers(root, state)).map(one => `left behind: ${one}`),
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
  await yarn(
    root,
    [
      'workspace',
      'app',
      'playwright',
      'test',
      'golden-paths',
      'template-editor',
      '--reporter=list',
    ],
    {
      log: files.output,
      env: {
        FAIRWAY_PORTAL_URL: portal.url,
        ...testVariables(worlds[0].state),
        FAIRWAY_SCREENSHOTS: path.join(root, 'docs', 'images'),
        FAIRWAY_FIGURES: files.figures,
      },
    },
  );
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
