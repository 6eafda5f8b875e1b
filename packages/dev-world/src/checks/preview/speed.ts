import { Pusher } from './pusher.ts';
import { STOREFRONT, sayOnPage, type Stage } from './stage.ts';
import type { Change } from './witness.ts';

/** Pull requests that are opened, each of which is pushed to once. */
const COUNT = 6;
/** Milliseconds from the event on the forge, at most, in 95 of 100. */
const GOALS = { applied: 3_000, answers: 15_000 };

interface Sample {
  applied: number;
  answers: number;
}

/**
 * From the event to what it makes. The images are there before: how long a
 * build takes is the build's. The event begins with the request to the forge,
 * which takes its own time to open a pull request or to take a push.
 */
export async function speed(stage: Stage): Promise<void> {
  const { report, witness, bob } = stage;
  report.title(`${COUNT} pull requests and as many pushes, their images built`);
  const commits: { branch: string; first: string; second: string }[] = [];
  for (let index = 0; index < COUNT; index++) {
    const branch = `fast-${index}`;
    const first = await sayOnPage(stage, branch, `${branch} opened`);
    const second = await sayOnPage(stage, `${branch}-next`, `${branch} pushed`);
    commits.push({ branch, first, second });
  }
  for (const { first, second } of commits) {
    await witness.untilBuilt(STOREFRONT, first);
    await witness.untilBuilt(STOREFRONT, second);
  }
  const opened: Sample[] = [];
  const pushed: Sample[] = [];
  const pusher = await Pusher.clone(witness.forge, STOREFRONT);
  try {
    for (const { branch, first, second } of commits) {
      let change: Change = { repository: STOREFRONT, number: 0 };
      opened.push(
        await measure(
          stage,
          { commit: first, text: `${branch} opened` },
          async () => {
            const number = await bob.open(STOREFRONT, branch);
            change = { repository: STOREFRONT, number };
            return change;
          },
        ),
      );
      pushed.push(
        await measure(
          stage,
          { commit: second, text: `${branch} pushed` },
          async () => {
            await pusher.push(second, branch);
            return change;
          },
        ),
      );
      await bob.close(STOREFRONT, change.number);
    }
  } finally {
    pusher.remove();
  }
  judge(stage, 'opened', opened);
  judge(stage, 'pushed', pushed);
  judge(stage, 'all', [...opened, ...pushed], GOALS);
}

async function measure(
  { witness, report }: Stage,
  { commit, text }: { commit: string; text: string },
  happens: () => Promise<Change>,
): Promise<Sample> {
  const begun = Date.now();
  const change = await happens();
  const happened = Date.now() - begun;
  const name = await witness.untilApplied(change, commit);
  const applied = Date.now() - begun;
  await witness.untilAnswers(name, '/', text);
  const answers = Date.now() - begun;
  report.note(
    `${text}: the forge ${happened} ms, applied ${applied} ms, answers ${answers} ms`,
  );
  return { applied, answers };
}

function judge(
  { report }: Stage,
  what: string,
  samples: Sample[],
  goals?: Sample,
): void {
  for (const key of ['applied', 'answers'] as const) {
    const values = samples.map(one => one[key]).sort((a, b) => a - b);
    const p95 = values[Math.ceil(values.length * 0.95) - 1];
    const p50 = values[Math.ceil(values.length * 0.5) - 1];
    const line = `event to ${key}, ${what} (${
      values.length
    }): p50 ${p50} ms, p95 ${p95} ms, max ${values.at(-1)} ms`;
    if (goals) {
      report.figure(line);
      report.expect(
        `p95 of event to ${key} is at most ${goals[key]} ms`,
        p95 <= goals[key],
        p95,
      );
    } else {
      report.note(line);
    }
  }
}
