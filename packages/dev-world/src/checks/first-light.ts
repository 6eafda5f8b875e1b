import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { bringUp } from '../commands/bringUp.ts';
import { inWords, TerminalProgress } from '../commands/terminal.ts';
import { yarn } from '../portal/prepare.ts';
import { stateFolder } from '../world/paths.ts';
import type { CheckContext, CheckResult } from './types.ts';

export const name = 'first-light';
export const summary =
  'Chromium signs in, scales, rolls back and follows a log; commit-to-page latency';

/** Goal: what is committed in the cluster shows on the page within this. */
const LATENCY_GOAL_MS = 1_000;

export async function run({ root, log }: CheckContext): Promise<CheckResult> {
  const began = Date.now();
  const running = await bringUp({
    root,
    name,
    clusters: 1,
    progress: new TerminalProgress(log),
    onPartDown: (part, why) => log(`  ! ${part} is down: ${why}`),
  });
  const figures = path.join(stateFolder(root), 'logs', 'first-light.json');
  const output = path.join(stateFolder(root), 'logs', 'first-light.log');
  rmSync(figures, { force: true });
  let failure: Error | undefined;
  try {
    await yarn(
      root,
      [
        'workspace',
        'app',
        'playwright',
        'test',
        'first-light',
        '--reporter=list',
      ],
      {
        log: output,
        env: {
          FAIRWAY_PORTAL_URL: running.portal.url,
          FAIRWAY_TEST_KUBECONFIG: running.worlds[0].kubeconfig,
          FAIRWAY_SCREENSHOTS: path.join(root, 'docs', 'images'),
          FAIRWAY_FIGURES: figures,
        },
      },
    );
  } catch (error) {
    failure = error as Error;
  } finally {
    await running.stop();
  }
  log(readFileSync(output, 'utf8').trimEnd());
  if (failure || !existsSync(figures)) {
    return { ok: false, line: `a browser test failed; see ${output}` };
  }
  const latency = JSON.parse(readFileSync(figures, 'utf8')) as Latency;
  log(
    `commit to page, ${latency.samples} changes: p50 ${latency.p50} ms, p95 ${latency.p95} ms, max ${latency.max} ms (goal: p95 under ${LATENCY_GOAL_MS} ms)`,
  );
  return {
    ok: latency.p95 < LATENCY_GOAL_MS,
    line: `commit-to-page p50 ${latency.p50} ms, p95 ${
      latency.p95
    } ms; ${inWords((Date.now() - began) / 1000)} in all`,
  };
}

interface Latency {
  samples: number;
  p50: number;
  p95: number;
  max: number;
}
