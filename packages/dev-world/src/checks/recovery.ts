import { setTimeout as sleep } from 'node:timers/promises';
import { inWords } from '../commands/terminal.ts';
import { differences, doubled } from './recovery/compare.ts';
import { GoldenRun } from './recovery/GoldenRun.ts';
import {
  Lookout,
  midStepPoints,
  type KillPoint,
} from './recovery/killPoints.ts';
import { Stage } from './recovery/stage.ts';
import { TaskWatch } from './recovery/TaskWatch.ts';
import { playOn } from './stage/playOn.ts';
import type { CheckContext, CheckResult } from './types.ts';

export const name = 'recovery';
export const summary =
  'the portal is killed (-9) after every step of a golden path, and in the middle of those that write: the run completes once, nothing is doubled; minutes';

/** As long as each other: nothing but the name may differ in what they leave. */
const NAMES = { steady: 'steady', killed: 'killed' };
/** Milliseconds until a run must have ended, or reached the next kill. */
const PATIENCE = 120_000;

export function run(context: CheckContext): Promise<CheckResult> {
  const { root, log } = context;
  return playOn(
    context,
    {
      set: progress =>
        Stage.set({ root, name: `recovery-${process.pid}`, progress }),
      logOf: ({ portal }) => portal.log,
    },
    stage => play(stage, log),
  );
}

async function play(
  stage: Stage,
  log: (line: string) => void,
): Promise<CheckResult> {
  await stage.portal.start();
  await stage.portal.untilCatalog();
  const steady = await GoldenRun.begin(stage, NAMES.steady);
  await untilEnded(steady);
  const began = Date.now();
  const killed = await GoldenRun.begin(stage, NAMES.killed);
  const kills = await killOnTheWay(stage, killed, log);
  const seconds = (Date.now() - began) / 1000;
  const problems = [
    ...(await endedOnce(steady)),
    ...(await endedOnce(killed)),
    ...(await untilSettled(steady, killed)),
    ...kills.unmet.map(title => `never killed where ${title}`),
  ];
  problems.forEach(one => log(`SHORT ${one}`));
  return {
    ok: problems.length === 0,
    line: [
      `killed after ${kills.steps.length} steps and ${kills.middles.length} times in the middle of one`,
      `started again ${stage.portal.kills} times in ${inWords(seconds)}`,
      `completed once`,
      `${problems.length} doubled, missing or other than in a run that nothing happened to`,
    ].join('; '),
  };
}

interface Kills {
  steps: string[];
  middles: string[];
  /** Titles of the moments that did not come. */
  unmet: string[];
}

/** Kills the portal whenever one more step is done, and at each moment of its own. */
async function killOnTheWay(
  stage: Stage,
  killed: GoldenRun,
  log: (line: string) => void,
): Promise<Kills> {
  const watch = new TaskWatch(stage.portal.dataFolder, killed.id);
  const points = midStepPoints(killed, watch);
  const kills: Kills = { steps: [], middles: [], unmet: [] };
  for (;;) {
    const reached = await next(watch, { points, kills });
    if (!reached) {
      kills.unmet = points.map(({ title }) => title);
      return kills;
    }
    await stage.portal.kill();
    const { step, point } = reached;
    if (step) {
      kills.steps.push(step);
      log(`  killed after step ${step}`);
    } else if (point) {
      kills.middles.push(point.title);
      points.splice(points.indexOf(point), 1);
      log(`  killed when ${point.title}`);
    }
    await stage.portal.start();
  }
}

type Reached = { step?: string; point?: KillPoint } | undefined;

/** The next step that is done, or moment that is there; undefined when the run has ended. */
async function next(
  watch: TaskWatch,
  { points, kills }: { points: KillPoint[]; kills: Kills },
): Promise<Reached> {
  const deadline = Date.now() + PATIENCE;
  const lookout = new Lookout();
  while (Date.now() < deadline) {
    const step = watch.completedSteps().find(one => !kills.steps.includes(one));
    if (step) {
      return { step };
    }
    const point = lookout.look(points);
    if (point) {
      return { point };
    }
    if (watch.hasEnded()) {
      return undefined;
    }
    await sleep(1);
  }
  throw new Error(
    `The run neither ended nor went on within ${PATIENCE / 1000} s after ${
      kills.steps.at(-1) ?? 'its beginning'
    }`,
  );
}

async function untilEnded(one: GoldenRun): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  while (['open', 'processing'].includes(await one.status())) {
    if (Date.now() > deadline) {
      throw new Error(`${one.name} did not end within ${PATIENCE / 1000} s`);
    }
    await sleep(250);
  }
}

async function endedOnce(one: GoldenRun): Promise<string[]> {
  const status = await one.status();
  const events = await one.events();
  const ends = events.filter(({ type }) => type === 'completion');
  const failed = events.filter(({ body }) => body.status === 'failed');
  return [
    ...(status === 'completed' ? [] : [`${one.name} is ${status}`]),
    ...(ends.length === 1 ? [] : [`${one.name} ended ${ends.length} times`]),
    ...failed.map(
      ({ body }) =>
        `${one.name}: step ${body.stepId} failed: ${body.message.slice(
          0,
          300,
        )}`,
    ),
  ];
}

/** Controllers may still be at work. */
async function untilSettled(
  steady: GoldenRun,
  killed: GoldenRun,
): Promise<string[]> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const one = { name: steady.name, left: await steady.left() };
    const other = { name: killed.name, left: await killed.left() };
    const problems = [
      ...doubled(one).map(what => `${one.name}: ${what}`),
      ...doubled(other).map(what => `${other.name}: ${what}`),
      ...differences(other, one),
    ];
    if (problems.length === 0 || Date.now() > deadline) {
      return problems;
    }
    await sleep(1000);
  }
}
