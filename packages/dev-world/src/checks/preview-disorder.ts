import { setTimeout as sleep } from 'node:timers/promises';
import { ForgeClient } from '../forge/client.ts';
import { Api } from '../world/api.ts';
import { Team, type Change } from './preview-disorder/changes.ts';
import { judgeDeletions } from './preview-disorder/judgeDeletions.ts';
import { NamespaceWatch } from './preview-disorder/namespaceWatch.ts';
import { Random } from './preview-disorder/random.ts';
import { Stage } from './preview-disorder/stage.ts';
import {
  compare,
  type Truth,
  type Witnesses,
} from './preview-disorder/truth.ts';
import { Progress, work, type Tally } from './preview-disorder/work.ts';
import { playOn } from './stage/playOn.ts';
import type { CheckContext, CheckResult } from './types.ts';

export const name = 'preview-disorder';
export const summary =
  'the end is right: 50 pull requests and 500 events on a real Gitea, webhooks lost, doubled and late, a minute of forge faults, the portal killed; minutes';

const SECOND = 1_000;
/** Who writes where, and how much of all there is to do. */
const TEAMS = [
  { repository: 'shop/storefront', login: 'bob', opens: 17, events: 167 },
  { repository: 'shop/cart', login: 'bob', opens: 16, events: 167 },
  {
    repository: 'payments/payments-api',
    login: 'alice',
    opens: 17,
    events: 166,
  },
];
/** Milliseconds in which all of it happens, if the forge is fast enough. */
const WITHIN = 110 * SECOND;
/** After which shares of the events the portal is killed. */
const KILLS = [0.1, 0.4, 0.65, 0.95];
/** After which share of the events the forge begins to fail, and for how long. */
const STORM = { after: 0.25, lasts: 60 * SECOND };
/** A storm that spoils less was none. */
const FEWEST_SPOILT = 50;
/** Milliseconds until somebody starts it again. */
const DOWN = 2 * SECOND;
const PATIENCE = 240 * SECOND;

export function run(context: CheckContext): Promise<CheckResult> {
  const { root, log } = context;
  const seed = Number(process.env.FAIRWAY_SEED ?? 20_261_122);
  const random = new Random(seed);
  log(`seed ${seed}; another one by FAIRWAY_SEED`);
  return playOn(
    context,
    {
      set: progress =>
        Stage.set({ root, name: `disorder-${process.pid}`, progress, random }),
      logOf: stage => stage.log,
    },
    stage => play(stage, { random, log }),
  );
}

async function play(
  stage: Stage,
  { random, log }: { random: Random; log(line: string): void },
): Promise<CheckResult> {
  const watch = NamespaceWatch.start(stage.kubeconfig);
  const cluster = Api.fromKubeconfig(stage.kubeconfig);
  try {
    await stage.start();
    await stage.untilCatalog();
    const teams = TEAMS.map(
      ({ repository, login }) => new Team(stage.forge, repository, login),
    );
    await Promise.all(teams.map(team => team.adopt()));
    const tally = await disorder(stage, teams, { random, log });
    const changes = teams.flatMap(team => team.changes);
    const calls = stage.proxy.calls;
    const begun = Date.now();
    const truth = await untilTrue(witnessesOf(stage, cluster, changes), log);
    const quiet = ((Date.now() - begun) / SECOND).toFixed(1);
    const deletions = judgeDeletions({
      deletions: watch.deletions.values(),
      changes,
      repositories: await repositoriesOf(stage),
      ledger: await stage.ledger(),
    });
    deletions.wrong.forEach(one => log(`SHORT wrong deletion: ${one}`));
    truth.problems.forEach(one => log(`SHORT ${one}`));
    const { proxy, relay } = stage;
    if (proxy.spoilt < FEWEST_SPOILT) {
      log(`SHORT only ${proxy.spoilt} calls were spoilt`);
    }
    log(
      `webhooks that the portal refused: ${describe(relay.refused) || 'none'}`,
    );
    const events = Object.values(tally).reduce((sum, count) => sum + count, 0);
    return {
      ok:
        truth.problems.length === 0 &&
        deletions.wrong.length === 0 &&
        proxy.spoilt >= FEWEST_SPOILT,
      line: [
        `${events} events on ${changes.length} pull requests`,
        `${relay.received} webhooks, ${relay.lost} lost, ${relay.duplicated} doubled, ${relay.overtaken} overtaken`,
        `${proxy.spoilt} calls to the forge spoilt`,
        `${stage.kills} kills`,
        `converged ${quiet} s after quiet`,
        `${truth.previews} previews of ${truth.open} open pull requests`,
        `${deletions.count} deletions, ${deletions.wrong.length} wrong`,
        `${truth.leaks} leaks`,
        `${truth.comments} comments and ${truth.statuses} statuses true but for ${truth.problems.length}`,
        `${proxy.calls} calls to the forge, ${
          proxy.calls - calls
        } of them since quiet`,
      ].join('; '),
    };
  } finally {
    cluster.close();
    await watch.stop();
  }
}

/** Everything that goes wrong, while everybody works. */
async function disorder(
  stage: Stage,
  teams: Team[],
  { random, log }: { random: Random; log(line: string): void },
): Promise<Tally> {
  const begun = Date.now();
  const say = (what: string) =>
    log(`${((Date.now() - begun) / SECOND).toFixed(0)} s: ${what}`);
  const progress = new Progress(
    TEAMS.reduce((sum, { events }) => sum + events, 0),
  );
  const kills = KILLS.map(share => progress.until(share));
  const storm = progress.until(STORM.after);
  await Promise.all([
    ...teams.map((team, i) => {
      const { opens, events } = TEAMS[i];
      const plan = { opens, events, within: WITHIN };
      return work(team, plan, { random, progress });
    }),
    (async () => {
      for (const kill of kills) {
        await kill;
        say('kill -9 of the portal');
        await stage.kill(DOWN);
        say('the portal answers again');
      }
    })(),
    (async () => {
      await storm;
      say('the forge begins to fail');
      stage.proxy.isStormy = true;
      await sleep(STORM.lasts);
      stage.proxy.isStormy = false;
      say(`the forge is well again: ${describe(stage.proxy.faults)}`);
    })(),
  ]);
  say(`quiet: ${describe(progress.tally)}`);
  return progress.tally;
}

function witnessesOf(
  stage: Stage,
  cluster: Api,
  changes: readonly Change[],
): Witnesses {
  const { forge, gateway, database } = stage;
  return {
    cluster,
    forge: new ForgeClient(forge.url, forge.admin),
    bot: forge.bot.login,
    repositories: TEAMS.map(({ repository }) => repository),
    database,
    gatewayPort: gateway?.port,
    isBroken: (repository, number) =>
      changes.some(
        one =>
          one.repository === repository && one.number === number && one.broken,
      ),
  };
}

/** Until everything is true, or patience ends. */
async function untilTrue(
  witnesses: Witnesses,
  log: (line: string) => void,
): Promise<Truth> {
  const deadline = Date.now() + PATIENCE;
  let said = '';
  for (;;) {
    const truth = await compare(witnesses);
    if (truth.problems.length === 0 || Date.now() > deadline) {
      return truth;
    }
    const [first] = truth.problems;
    const line = `${truth.problems.length} things are not yet true, such as: ${first}`;
    if (line !== said) {
      log(line);
    }
    said = line;
    await sleep(2 * SECOND);
  }
}

/** Names of the repositories, by the forge's ids. */
async function repositoriesOf(stage: Stage): Promise<Map<string, string>> {
  const forge = new ForgeClient(stage.forge.url, stage.forge.admin);
  return new Map(
    await Promise.all(
      TEAMS.map(async ({ repository }): Promise<[string, string]> => {
        const { id } = await forge.get<{ id: number }>(`/repos/${repository}`);
        return [String(id), repository];
      }),
    ),
  );
}

function describe(counts: Record<string, number>): string {
  return Object.entries(counts)
    .map(([what, count]) => `${count} ${what}`)
    .join(', ');
}
