import { inWords } from '../commands/terminal.ts';
import { until } from '../world/bootstrap.ts';
import { GoldenRun } from './recovery/GoldenRun.ts';
import { Stage } from './recovery/stage.ts';
import { TEMPLATE, TemplateInForge } from './run-faults/pausedTemplate.ts';
import { beginAndBreak, endOf, play } from './run-faults/play.ts';
import { SCENES, type Scene } from './run-faults/scenes.ts';
import { playOn } from './stage/playOn.ts';
import type { CheckContext, CheckResult } from './types.ts';

export const name = 'run-faults';
export const summary =
  'a golden path whose template changes, whose cluster or forge goes down, and whose user loses the right, in mid-run: clear words, nothing half made, and a retry completes it once; minutes';

/** The run whose template changes, and the one that starts over. */
const CHANGED = { name: 'fault-a', step: 'files' };
const RELEASED = '1.0.1';

export function run(context: CheckContext): Promise<CheckResult> {
  const { root, log } = context;
  return playOn(
    context,
    {
      set: progress =>
        Stage.set({ root, name: `run-faults-${process.pid}`, progress }),
      logOf: ({ portal }) => portal.log,
    },
    stage => perform(stage, log),
  );
}

async function perform(
  stage: Stage,
  log: (line: string) => void,
): Promise<CheckResult> {
  await stage.portal.start();
  await stage.portal.untilCatalog();
  const template = await TemplateInForge.publish(stage, pauses());
  const began = Date.now();
  const problems: string[] = [];
  const take = (title: string, found: string[], seconds: number) => {
    log(`  ${title}: ended after ${seconds.toFixed(1)} s`);
    found.forEach(one => log(`SHORT ${title}: ${one}`));
    problems.push(...found);
  };
  const { steady, ...changed } = await changeTemplate(stage, template);
  take('the template changes', changed.problems, changed.seconds);
  let slowest = 0;
  for (const scene of SCENES) {
    const { seconds, problems: found } = await play(stage, scene, steady);
    take(scene.title, found, seconds);
    slowest = Math.max(slowest, seconds);
  }
  return {
    ok: problems.length === 0,
    line: [
      `${SCENES.length + 1} faults in mid-run in ${inWords(
        (Date.now() - began) / 1000,
      )}`,
      'a template that changed was noticed before anything existed, and started over',
      `${count('retry')} failed runs completed once by a retry`,
      `${count('nothing')} went on by itself`,
      `${count('undo')} undone`,
      `the slowest ended ${slowest.toFixed(0)} s after its fault`,
      `${problems.length} unclear, half made or doubled`,
    ].join('; '),
  };
}

function count(then: Scene['then']): number {
  return SCENES.filter(scene => scene.then === then).length;
}

/** Names of the runs, by the step before which something happens to them. */
function pauses(): Map<string, string[]> {
  const by = new Map<string, string[]>();
  for (const { name: of, before } of SCENES) {
    by.set(before, [...(by.get(before) ?? []), of]);
  }
  return by;
}

/** A commit while the files of the template are read, one folder after the other: the run ends, and one that starts over does not. */
async function changeTemplate(
  stage: Stage,
  template: TemplateInForge,
): Promise<{ steady: GoldenRun; problems: string[]; seconds: number }> {
  const mixed = await beginAndBreak(stage, CHANGED, () =>
    template.release(RELEASED),
  );
  const began = Date.now();
  const { status, step, message, report } = await endOf(mixed);
  const seconds = (Date.now() - began) / 1000;
  const said = [
    /template:default\/paused-worker has changed: it is at version 1\.0\.1 now, and this run is of 1\.0\.0; these files are other than when the run began: worker\/go\/work\.go/,
    /Nothing was made outside of this run\. This run cannot go on\. Start over/,
  ];
  const made = await mixed.made();
  const problems = [
    ...(status === 'failed' && step === 'record'
      ? []
      : [`it is ${status} at ${step}`]),
    ...said
      .filter(words => !words.test(message))
      .map(words => `it does not say ${words}: ${message}`),
    ...(/This run has made nothing/.test(report) ? [] : [report]),
    ...(made.repository === 'missing' &&
    made.locations + made.objects.length === 0
      ? []
      : [`it made ${JSON.stringify(made)}`]),
  ];
  await mixed.retry();
  const again = await endOf(mixed);
  if (again.status !== 'failed' || again.message !== message) {
    problems.push(`retried, it is ${again.status}: ${again.message}`);
  }
  // The run had the catalog look again; by itself it does so every few minutes.
  await until(
    'the new version in the catalog',
    async () => (await template.version()) === RELEASED,
    { timeoutMs: 30_000, everyMs: 500 },
  );
  const steady = await GoldenRun.begin(stage, CHANGED.name, TEMPLATE);
  const end = await endOf(steady);
  if (end.status !== 'completed') {
    throw new Error(`Started over, it is ${end.status}: ${end.message}`);
  }
  return { steady, problems, seconds };
}
