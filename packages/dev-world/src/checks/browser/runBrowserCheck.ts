import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { bringUp, type Running } from '../../commands/bringUp.ts';
import { inWords, TerminalProgress } from '../../commands/terminal.ts';
import { yarn } from '../../portal/prepare.ts';
import { describeServices } from '../../services/describe.ts';
import { SERVICE_NAMES } from '../../services/names.ts';
import { testVariables } from '../../services/testVariables.ts';
import { stateFolder } from '../../world/paths.ts';
import type { WorldState } from '../../world/types.ts';
import { leftovers } from '../leftovers.ts';
import type { CheckContext, CheckResult } from '../types.ts';
import { inSeconds, slowOnes } from './figures.ts';

/** What a check has Chromium do. */
export interface BrowserCheck {
  name: string;
  /**
   * Tests by parts of their files' names, one run after the other: what one run
   * breaks for good comes last.
   */
  runs: string[][];
  /** Milliseconds for each figure that the tests note. */
  goals: Record<string, number>;
}

/** A test that was skipped, as Playwright lists it. */
const SKIPPED = /^\s+-\s+\d+ .*$/gm;

/**
 * Starts two clusters, everything beside the first, and the portal; runs browser
 * tests, which take pictures; takes all down, and looks whether anything is
 * left. No test may be skipped.
 */
export async function runBrowserCheck(
  { root, log }: CheckContext,
  { name, runs, goals }: BrowserCheck,
): Promise<CheckResult> {
  const began = Date.now();
  const logs = path.join(stateFolder(root), 'logs');
  const figures = path.join(logs, `${name}.json`);
  rmSync(figures, { force: true });
  let ending = false;
  const running = await bringUp({
    root,
    name,
    clusters: 2,
    services: SERVICE_NAMES,
    progress: new TerminalProgress(log),
    onPartDown: (part, why) => ending || log(`  ! ${part} is down: ${why}`),
  });
  const states = running.worlds.map(({ state }) => state);
  const problems: string[] = [];
  try {
    await running.late;
    for (const [i, tests] of runs.entries()) {
      const output = path.join(logs, `${name}-${i + 1}.log`);
      problems.push(
        ...(await browse(root, running, { tests, output, figures })),
      );
      log(readFileSync(output, 'utf8').trimEnd());
    }
  } finally {
    ending = true;
    await running.stop();
  }
  const left = await Promise.all(states.map(state => leftovers(root, state)));
  problems.push(
    ...left.flat().map(one => `left behind: ${one}`),
    ...slowOnes(figures, goals),
  );
  return {
    ok: problems.length === 0,
    line: [
      ...problems,
      ...inSeconds(figures),
      `${inWords((Date.now() - began) / 1000)} in all`,
    ].join('; '),
  };
}

/** @returns what did not go well */
async function browse(
  root: string,
  { portal, worlds }: Running,
  files: { tests: string[]; output: string; figures: string },
): Promise<string[]> {
  const { tests, output, figures } = files;
  const [first, second] = worlds.map(({ state }) => state);
  const problems: string[] = [];
  try {
    await yarn(
      root,
      ['workspace', 'app', 'playwright', 'test', ...tests, '--reporter=list'],
      {
        log: output,
        env: {
          FAIRWAY_PORTAL_URL: portal.url,
          ...testVariables(first),
          FAIRWAY_FORGE_PROCESS: String(processOf(first, 'forge')),
          FAIRWAY_SECOND_API_SERVER: String(
            processOf(second, 'kube-apiserver'),
          ),
          FAIRWAY_SCREENSHOTS: path.join(root, 'docs', 'images'),
          FAIRWAY_FIGURES: figures,
        },
      },
    );
  } catch {
    problems.push(`a browser test failed; see ${output}`);
  }
  const shown = existsSync(output) ? readFileSync(output, 'utf8') : '';
  const skipped = shown.match(SKIPPED) ?? [];
  return [
    ...problems,
    ...skipped.map(line => `not run: ${line.trim().replace(/^-\s+/, '')}`),
  ];
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
