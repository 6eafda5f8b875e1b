import { startReceiver, type Receiver } from '../forge/receiver.ts';
import { Pusher } from './pusher.ts';
import { STOREFRONT, sayOnPage, type Stage } from './stage.ts';
import type { Change } from './witness.ts';

/** Pull requests that are opened, each of which is pushed to once. */
const COUNT = 6;
/** Milliseconds from the event on the forge, at most, in 95 of 100. */
const GOALS = { applied: 3_000, answers: 15_000 };

/** Milliseconds. */
interface Sample {
  /** From what somebody does to the webhook that tells of it. */
  told: number;
  /** From the webhook until all objects were applied, and until the page answers. */
  applied: number;
  answers: number;
}

/**
 * From the event to what it makes. The images are there before: how long a
 * build takes is the build's. The event is when the forge tells of it, which a
 * receiver of this check's own hears beside the portal: of a push, Gitea tells
 * seconds after it took it.
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
  const receiver = await startReceiver();
  try {
    await witness.listen(STOREFRONT, receiver.url);
    for (const { branch, first, second } of commits) {
      const change: Change = { repository: STOREFRONT, number: 0 };
      opened.push(
        await measure(stage, receiver, {
          change,
          commit: first,
          text: `${branch} opened`,
          happen: async () => {
            change.number = await bob.open(STOREFRONT, branch);
          },
        }),
      );
      pushed.push(
        await measure(stage, receiver, {
          change,
          commit: second,
          text: `${branch} pushed`,
          happen: () => pusher.push(second, branch),
        }),
      );
      await bob.close(STOREFRONT, change.number);
    }
  } finally {
    pusher.remove();
    receiver.close();
  }
  judge(stage, 'opened', opened);
  judge(stage, 'pushed', pushed);
  judge(stage, 'all', [...opened, ...pushed], GOALS);
}

async function measure(
  { witness, report }: Stage,
  receiver: Receiver,
  event: {
    change: Change;
    commit: string;
    text: string;
    happen(): Promise<unknown>;
  },
): Promise<Sample> {
  const { change, commit, text } = event;
  const begun = Date.now();
  await event.happen();
  const name = await witness.untilApplied(change, commit);
  const applied = Date.now();
  await witness.untilAnswers(name, '/', text);
  const answers = Date.now();
  const told = receiver.deliveries.find(
    one => one.event === 'pull_request' && headOf(one.body) === commit,
  );
  // One that came late tells nothing of when the portal was told.
  const from = told && told.at < applied ? told.at : begun;
  const sample = {
    told: from - begun,
    applied: applied - from,
    answers: answers - from,
  };
  report.note(
    `${text}: told of after ${sample.told} ms; from then on, applied ${sample.applied} ms, answers ${sample.answers} ms`,
  );
  return sample;
}

function headOf(body: Buffer): string | undefined {
  const { pull_request: pullRequest } = JSON.parse(body.toString('utf8')) as {
    pull_request?: { head: { sha: string } };
  };
  return pullRequest?.head.sha;
}

function judge(
  { report }: Stage,
  what: string,
  samples: Sample[],
  goals?: Omit<Sample, 'told'>,
): void {
  for (const key of ['told', 'applied', 'answers'] as const) {
    const values = samples.map(one => one[key]).sort((a, b) => a - b);
    const at = (share: number) => values[Math.ceil(values.length * share) - 1];
    const [p50, p95] = [at(0.5), at(0.95)];
    const between = key === 'told' ? 'act to webhook' : `webhook to ${key}`;
    const line = `${between}, ${what} (${
      values.length
    }): p50 ${p50} ms, p95 ${p95} ms, max ${values.at(-1)} ms`;
    if (!goals) {
      report.note(line);
      continue;
    }
    report.figure(line);
    if (key !== 'told') {
      report.expect(
        `p95 of webhook to ${key} is at most ${goals[key]} ms`,
        p95 <= goals[key],
        p95,
      );
    }
  }
}
