import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { TerminalProgress, inWords } from '../commands/terminal.ts';
import { stateFolder } from '../world/paths.ts';
import { markedProcesses } from '../world/processes.ts';
import { until } from '../world/bootstrap.ts';
import { onStage } from './lifetime/onStage.ts';
import { Report } from './lifetime/report.ts';
import type { Stage } from './lifetime/stage.ts';
import { fill } from './sweep/fill.ts';
import type { CheckContext, CheckResult } from './types.ts';

export const name = 'sweep';
export const summary =
  'one full evaluation of the cleanup rules over 10,000 namespaces and 100,000 pods of a real API server: seconds, memory, API calls';

const FULL = { namespaces: 10_000, podsEach: 10 };
/** Fewer namespaces, to try the check itself out; then it is short of its size. */
const SIZE = {
  ...FULL,
  namespaces: Number(process.env.FAIRWAY_SWEEP_NAMESPACES ?? FULL.namespaces),
};
/** Seconds. */
const GOAL = 2;
const PASSES = 5;
const PATIENCE = { timeoutMs: 300_000, everyMs: 1_000 };

const CONFIGURATION = {
  APP_CONFIG_housekeeping_loop_everySeconds: '5',
  APP_CONFIG_housekeeping_loop_passTimeoutSeconds: '120',
  // The other plugins have loops of their own over the same namespaces.
  APP_CONFIG_environments_clusters: '["none"]',
};

interface Pass {
  at: string;
  looked: number;
  seconds: number;
}

export async function run(context: CheckContext): Promise<CheckResult> {
  const { root, log } = context;
  const began = Date.now();
  const report = new Report(log);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fairway-sweep-'));
  try {
    let cold: Count | undefined;
    const figures = await onStage(
      context,
      {
        ...{ name, folder, report },
        configuration: CONFIGURATION,
        prepare: async kubeconfig => {
          const seconds = await fill(kubeconfig, root, {
            ...SIZE,
            progress: new TerminalProgress(log),
          });
          report.note(
            `${SIZE.namespaces} namespaces and ${
              SIZE.namespaces * SIZE.podsEach
            } pods made in ${seconds.toFixed(0)} s`,
          );
        },
        onSet: stage => {
          cold = count(stage);
        },
      },
      stage => measure(root, stage, cold ?? count(stage)),
    );
    return {
      ok: report.short.length === 0,
      line: [
        ...report.short,
        ...figures,
        `${inWords((Date.now() - began) / 1000)} in all`,
      ].join('; '),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The first pass after a moment. */
async function nextPass(stage: Stage, after: string): Promise<Pass> {
  const isNew = async () => (await lastPass(stage)).at > after;
  await until('another pass', isNew, PATIENCE);
  return lastPass(stage);
}

async function measure(
  root: string,
  stage: Stage,
  cold: Count,
): Promise<string[]> {
  const { report } = stage;
  report.title('Cold: the first lists');
  const begun = Date.now();
  await until(
    'the first pass',
    async () => (await lastPass(stage)).looked >= SIZE.namespaces,
    PATIENCE,
  );
  const warmAfter = ((Date.now() - begun) / 1000).toFixed(1);
  const memory = memoryOf(root, stage);
  const pages = cold.lists();
  report.note(
    `first pass ${warmAfter} s after the portal answered; ${pages} pages of lists, ${cold.watches()} watches; memory of the whole portal ${memory} MB`,
  );
  cold.stop();
  report.title('Warm');
  const warm = count(stage);
  const passes: Pass[] = [];
  while (passes.length < PASSES) {
    passes.push(await nextPass(stage, passes.at(-1)?.at ?? ''));
  }
  const slowest = Math.max(...passes.map(({ seconds }) => seconds));
  const { looked } = passes[0];
  report.expect(
    `the cluster has ${FULL.namespaces} namespaces`,
    SIZE.namespaces >= FULL.namespaces,
    SIZE.namespaces,
  );
  report.expect(
    'every namespace and pod is looked at',
    looked >= SIZE.namespaces * (SIZE.podsEach + 1),
    looked,
  );
  report.expect(
    `one evaluation takes ${slowest} s at most, goal ${GOAL} s`,
    slowest <= GOAL,
    passes,
  );
  report.expect('no list while it is warm', warm.lists() === 0, warm.paths());
  const calls = warm.calls();
  warm.stop();
  const whatIf = await stage.platform.get<{
    clusters: {
      looked: number;
      seconds: number;
      survivors: { count: number }[];
    }[];
  }>('housekeeping/v1/what-if?olderThanHours=0');
  const [{ seconds, survivors }] = whatIf.clusters;
  const explained = survivors.reduce((sum, one) => sum + one.count, 0);
  report.expect(
    `a dry run that supposes all of it to be old has a reason for each of ${explained} survivors, in ${seconds} s`,
    explained >= looked,
  );
  return [
    `${looked} objects evaluated in ${slowest} s at most (goal ${GOAL} s)`,
    `first lists: ${pages} pages, first pass after ${warmAfter} s`,
    `${PASSES} warm passes made ${warm.lists()} lists and ${calls} calls`,
    `memory of the whole portal ${memory} MB`,
    `dry run with all reasons ${seconds} s`,
  ];
}

async function lastPass(stage: Stage): Promise<Pass> {
  const { clusters } = await stage.platform.get<{
    clusters: { lastPass?: { at: string; message: string } }[];
  }>('housekeeping/v1/findings?scope=mine&limit=1');
  const { at = '', message = '' } = clusters[0].lastPass ?? {};
  const [, looked, seconds] =
    /^(\d+) objects looked at in ([\d.]+) s/.exec(message) ?? [];
  return { at, looked: Number(looked ?? 0), seconds: Number(seconds ?? NaN) };
}

type Count = ReturnType<typeof count>;

/** Counts what the portal asks of the API server from now on. */
function count(stage: Stage) {
  const seen: { method: string; path: string }[] = [];
  const interception = stage.proxy.intercept(call => {
    seen.push(call);
    return false;
  });
  const isWatch = ({ path: url }: { path: string }) => url.includes('watch=');
  const lists = () =>
    seen.filter(call => call.method === 'GET' && call.path.includes('limit='));
  return {
    lists: () => lists().filter(call => !isWatch(call)).length,
    paths: () => lists().map(call => call.path),
    watches: () => seen.filter(isWatch).length,
    calls: () => seen.filter(call => !isWatch(call)).length,
    stop: () => interception.cutAll(),
  };
}

/** Megabytes that the portal's processes hold in memory. */
function memoryOf(root: string, stage: Stage): number {
  const folder = path.join(stateFolder(root), 'portals', stage.name);
  const kilobytes = markedProcesses(folder).map(({ pid }) => {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
  });
  return Math.round(kilobytes.reduce((sum, one) => sum + one, 0) / 1024);
}
