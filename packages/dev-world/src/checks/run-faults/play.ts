import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../world/bootstrap.ts';
import { differences, doubled } from '../recovery/compare.ts';
import { GoldenRun, type Ending } from '../recovery/GoldenRun.ts';
import type { Stage } from '../recovery/stage.ts';
import { TaskWatch } from '../recovery/TaskWatch.ts';
import { pauseBefore, TEMPLATE } from './pausedTemplate.ts';
import type { Scene, Standing } from './scenes.ts';

/** Milliseconds until a run of which nothing is known has ended. */
const PATIENCE = 150_000;
/** Controllers may still be at work. */
const SETTLE = { timeoutMs: 20_000, everyMs: 1_000 };

/** What came of a scene. */
export interface Played {
  /** Seconds from the fault to the end of the run. */
  seconds: number;
  problems: string[];
}

/**
 * Starts a run, and breaks something while it is in a step.
 *
 * @param at - `step` is one that lasts long enough
 */
export async function beginAndBreak(
  stage: Stage,
  at: { name: string; step: string },
  fault: () => Promise<void>,
): Promise<GoldenRun> {
  const { name, step } = at;
  const run = await GoldenRun.begin(stage, name, TEMPLATE);
  const watch = new TaskWatch(stage.portal.dataFolder, run.id);
  const deadline = Date.now() + PATIENCE;
  while (!watch.hasBegun(step)) {
    if (watch.hasEnded() || Date.now() > deadline) {
      const ending = await run.ending();
      throw new Error(
        `${name} never was in ${step}: ${ending.step}: ${ending.message}`,
      );
    }
    await sleep(20);
  }
  await fault();
  return run;
}

/** Until it has ended, by itself. */
export async function endOf(run: GoldenRun): Promise<Ending> {
  await until(
    `the end of ${run.name}`,
    async () => !['open', 'processing'].includes(await run.status()),
    { timeoutMs: PATIENCE, everyMs: 200 },
  );
  return run.ending();
}

/** Plays a scene to its end, and compares what it leaves with a run that nothing happened to. */
export async function play(
  stage: Stage,
  scene: Scene,
  steady: GoldenRun,
): Promise<Played> {
  let mend = async () => {};
  const at = { name: scene.name, step: pauseBefore(scene.before) };
  const run = await beginAndBreak(stage, at, async () => {
    mend = await scene.fault(stage);
  });
  const began = Date.now();
  try {
    if (scene.mendedAfter !== undefined) {
      await sleep(scene.mendedAfter);
      await mend();
      mend = async () => {};
    }
    const ending = await endOf(run);
    const seconds = (Date.now() - began) / 1000;
    const problems = judgeEnding(scene, { ending, seconds });
    // Undone while the right is still missing: what there is was published as the portal.
    if (scene.then === 'undo') {
      problems.push(...(await undo(run)));
      await mend();
      return { seconds, problems };
    }
    await mend();
    problems.push(...judgeStanding(scene, await run.made()));
    if (scene.then === 'retry') {
      await run.retry();
      const again = await endOf(run);
      if (again.status !== 'completed') {
        problems.push(`retried, it is ${again.status}: ${again.message}`);
      }
    }
    problems.push(...(await untilAlike(run, steady)));
    return { seconds, problems };
  } catch (error) {
    await mend();
    throw error;
  }
}

function judgeEnding(
  scene: Scene,
  { ending, seconds }: { ending: Ending; seconds: number },
): string[] {
  const { status, step, message, report, log } = ending;
  const said = scene.fails ? message : log;
  const wanted = scene.fails ? 'failed' : 'completed';
  return [
    ...(status === wanted
      ? []
      : [`it is ${status}, not ${wanted}: ${message}`]),
    ...(step === scene.fails ? [] : [`step ${step} failed: ${message}`]),
    ...scene.says
      .filter(words => !words.test(said))
      .map(words => `it does not say ${words}: ${said}`),
    ...scene.reports
      .filter(words => !words.test(report))
      .map(words => `the report does not say ${words}: ${report}`),
    ...(seconds <= scene.within
      ? []
      : [`it took ${seconds.toFixed(0)} s, not ${scene.within}`]),
  ];
}

const ORDER: Standing[] = ['nothing', 'repository', 'location', 'objects'];

type Made = Awaited<ReturnType<GoldenRun['made']>>;

/** Nothing is half made: each is there as a whole, or not at all. */
function judgeStanding({ stands }: Scene, made: Made): string[] {
  const rank = ORDER.indexOf(stands);
  const repository = rank >= 1 ? 'filled' : 'missing';
  const locations = rank >= 2 ? 1 : 0;
  return [
    ...(made.repository === repository
      ? []
      : [`the repository is ${made.repository}, not ${repository}`]),
    ...(made.locations === locations
      ? []
      : [`there are ${made.locations} locations, not ${locations}`]),
    ...(rank >= 3 === made.objects.length > 0
      ? []
      : [`there is in the cluster: ${made.objects.join(', ') || 'nothing'}`]),
  ];
}

async function undo(run: GoldenRun): Promise<string[]> {
  const { status, message } = await endOf(await run.undo());
  const made = await run.made();
  const left = [
    ...(made.repository === 'missing' ? [] : ['the repository']),
    ...(made.locations === 0 ? [] : ['the location']),
    ...made.objects,
  ];
  return [
    ...(status === 'completed' ? [] : [`undone, it is ${status}: ${message}`]),
    ...left.map(what => `undone, there is still ${what}`),
  ];
}

/** All of it is there once, and as in a run that nothing happened to. */
async function untilAlike(
  run: GoldenRun,
  steady: GoldenRun,
): Promise<string[]> {
  const expected = { name: steady.name, left: await steady.left() };
  let problems: string[] = [];
  await until(
    'everything to be as it should',
    async () => {
      const is = { name: run.name, left: await run.left() };
      problems = [...doubled(is), ...differences(is, expected)];
      return problems.length === 0;
    },
    SETTLE,
  ).catch(() => undefined);
  return problems;
}
