import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { BUILD_CONTEXT, commitImage } from '../builder/types.ts';
import { inWords } from '../commands/terminal.ts';
import { plainProgress } from '../cli.ts';
import { ForgeClient } from '../forge/client.ts';
import { describeServices, runningService } from '../services/describe.ts';
import { PREVIEW_SERVICES } from '../services/names.ts';
import { upServices } from '../services/up.ts';
import { Cluster } from '../shop/cluster/client.ts';
import { until } from '../world/bootstrap.ts';
import { buildTools, downWorld, upWorld } from '../world/index.ts';
import type { ForgeState, GatewayState, WorldState } from '../world/types.ts';
import { checkDatabase } from './forge/database.ts';
import { CHANGED_TEXT, pushBranch } from './forge/git.ts';
import { HOST, ask, deploy, deployAsker } from './forge/preview.ts';
import { judgeSignatures, startReceiver } from './forge/receiver.ts';
import type { Receiver } from './forge/receiver.ts';
import { signInWithForge } from './forge/signIn.ts';
import { leftovers } from './leftovers.ts';
import type { CheckContext, CheckResult } from './types.ts';

export const name = 'forge';
export const summary =
  'a push and a pull request on a real Gitea, their webhooks, the image, its pod behind the gateway, a schema in PostgreSQL; seconds';

const REPOSITORY = { org: 'shop', repo: 'storefront' };
const BRANCH = 'quay';

/** The figures and the failures of a run. */
class Report {
  readonly figures: string[] = [];
  readonly short: string[] = [];
  readonly #log: (line: string) => void;

  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  /** Does a step, says how long it took; what falls short is said, too. */
  async step<T>(what: string, work: () => Promise<T>): Promise<T> {
    const begun = Date.now();
    const result = await work();
    const seconds = ((Date.now() - begun) / 1000).toFixed(1);
    this.#log(`${what}: ${seconds} s`);
    this.figures.push(`${what} ${seconds} s`);
    return result;
  }

  expect(what: string, problems: string[]): void {
    problems.forEach(problem => this.#log(`SHORT ${what}: ${problem}`));
    this.short.push(...problems);
  }
}

export async function run({ root, log }: CheckContext): Promise<CheckResult> {
  const progress = plainProgress(log);
  const tools = await buildTools({ root, progress });
  const world = `check-${process.pid}-f`;
  const receiver = await startReceiver();
  const report = new Report(log);
  const shared = sharedMemory();
  let state: WorldState | undefined;
  try {
    ({ state } = await upWorld({ root, name: world, tools, progress }));
    const context = { root, state, tools, progress };
    await report.step('services', () =>
      upServices(
        { ...context, portalUrl: receiver.url, webhookPath: '/hook' },
        PREVIEW_SERVICES,
      ),
    );
    Object.entries(describeServices(state.services)).forEach(([one, line]) =>
      log(`  ${one}: ${line}`),
    );
    await checkAll(state, receiver, report);
  } finally {
    receiver.close();
    await report.step('down', () => downWorld({ root, name: world }));
  }
  report.expect('the world leaves nothing', await leftovers(root, state));
  report.expect(
    'the world leaves no shared memory',
    sharedMemory().filter(one => !shared.includes(one)),
  );
  return {
    ok: report.short.length === 0,
    line: [...report.short, ...report.figures].join(', '),
  };
}

/** Shared memory of this machine, which no folder and no process owns. */
function sharedMemory(): string[] {
  if (process.platform !== 'linux') {
    return [];
  }
  return [
    ...readdirSync('/dev/shm'),
    ...execFileSync('ipcs', ['-m'])
      .toString()
      .split('\n')
      .filter(line => line.startsWith('0x')),
  ];
}

async function checkAll(
  state: WorldState,
  receiver: Receiver,
  report: Report,
): Promise<void> {
  const { services } = state;
  const forge = runningService(services, 'forge');
  const gateway = runningService(services, 'gateway');
  const database = runningService(services, 'database');
  if (!forge || !gateway || !database) {
    throw new Error(
      `not everything runs here: ${JSON.stringify(describeServices(services))}`,
    );
  }
  await checkSignIn(forge, receiver.url, report);
  const sha = await checkChange(forge, receiver, report);
  await checkPreview(state, { forge, gateway, sha }, report);
  report.expect(
    'the database',
    await report.step('schema made, used from the node and dropped', () =>
      checkDatabase(state, database),
    ),
  );
}

async function checkSignIn(
  forge: ForgeState,
  portalUrl: string,
  report: Report,
): Promise<void> {
  const who = await report.step('sign-in as pat by OIDC', () =>
    signInWithForge(forge, 'platform', portalUrl),
  );
  report.expect(
    'the sign-in',
    who.preferred_username === 'pat' && who.email === 'pat@example.com'
      ? []
      : [`the forge says ${JSON.stringify(who)}`],
  );
}

/** From a clone to a commit that is built, with its pull request; returns the commit. */
async function checkChange(
  forge: ForgeState,
  receiver: Receiver,
  report: Report,
): Promise<string> {
  const { org, repo } = REPOSITORY;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fairway-clone-'));
  const bob = new ForgeClient(forge.url, forge.people.bob);
  try {
    const sha = await report.step('clone, commit and push', () =>
      pushBranch(forge, {
        person: 'bob',
        repository: `${org}/${repo}`,
        branch: BRANCH,
        folder,
      }),
    );
    const pushed = Date.now();
    await bob.json('POST', `/repos/${org}/${repo}/pulls`, {
      title: 'Say quay',
      head: BRANCH,
      base: 'main',
    });
    await report.step('webhooks of the pull request and its build', () =>
      until('the webhooks', async () =>
        ['status', 'pull_request'].every(event =>
          receiver.deliveries.some(one => one.event === event),
        ),
      ),
    );
    report.expect(
      'the webhooks',
      judgeSignatures(receiver.deliveries, forge.webhookSecret),
    );
    await until('the image', async () => isBuilt(bob, sha));
    report.figures.push(
      `pushed to built ${inWords((Date.now() - pushed) / 1000)}`,
    );
    return sha;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function isBuilt(client: ForgeClient, sha: string): Promise<boolean> {
  const { org, repo } = REPOSITORY;
  const { statuses } = await client.get<{
    statuses: { context: string; status: string; description: string }[];
  }>(`/repos/${org}/${repo}/commits/${sha}/status`);
  const build = statuses?.find(({ context }) => context === BUILD_CONTEXT);
  if (build?.status === 'failure') {
    throw new Error(build.description);
  }
  return (
    build?.status === 'success' &&
    build.description.startsWith(commitImage({ ...REPOSITORY, sha }))
  );
}

async function checkPreview(
  state: WorldState,
  made: { forge: ForgeState; gateway: GatewayState; sha: string },
  report: Report,
): Promise<void> {
  const { forge, gateway, sha } = made;
  const cluster = await Cluster.fromKubeconfig(state.kubeconfig);
  const page = async (host: string, at: string, text: string) => {
    const answer = await ask(gateway.port, host, at);
    return answer.status === 200 && answer.text.includes(text);
  };
  try {
    await report.step(`applied to http://${HOST}:${gateway.port}`, async () => {
      await deploy(cluster, forge, { ...REPOSITORY, sha }, gateway);
      await until('the changed page', () => page(HOST, '/', CHANGED_TEXT));
    });
    report.expect(
      'the version',
      (await page(HOST, '/version', sha.slice(0, 12)))
        ? []
        : ['another commit answers'],
    );
    await report.step('a pod asks the forge, through an Ingress', async () => {
      const url = `${forge.clusterUrl}/api/v1/version`;
      const host = await deployAsker(cluster, url);
      await until('the forge’s version', () =>
        page(host, '/upstream', forge.version),
      );
    });
  } finally {
    cluster.close();
  }
}
