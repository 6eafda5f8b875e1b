import { buildNetworkJudge } from '../build/networkJudge.ts';
import { bringUp, type Running } from '../commands/bringUp.ts';
import { inWords, TerminalProgress } from '../commands/terminal.ts';
import { PortalApi } from '../portal/api.ts';
import { Api } from '../world/api.ts';
import { firstServiceAddress } from '../world/pki.ts';
import { sandboxByTemplate } from './sandbox/byTemplate.ts';
import { tryAll, type Outcome } from './sandbox/attempt.ts';
import { escalation } from './sandbox/escalation.ts';
import { guardRailsOf } from './sandbox/guardRails.ts';
import { checkNetwork } from './sandbox/network.ts';
import { ownersWork } from './sandbox/owner.ts';
import { GATEWAY, NETWORK, probesOf } from './sandbox/probes.ts';
import { pod } from './sandbox/objects.ts';
import { quotaShows } from './sandbox/quotaShows.ts';
import {
  foreignNamespace,
  foreignSecrets,
  moreThanQuota,
  unsafePods,
} from './sandbox/refusals.ts';
import type { CheckContext, CheckResult } from './types.ts';

export const name = 'sandbox';
export const summary =
  'a developer gets a sandbox, by the portal or a template, works in it, and is refused everything else by the cluster; its NetworkPolicies by an independent judge';

/** Backstage reads configuration from these, over all files. */
const CONFIGURATION = {
  APP_CONFIG_environments_network_dependencies: NETWORK.dependencies,
  APP_CONFIG_environments_network_ingressFrom: NETWORK.ingressFrom,
};

export async function run({ root, log }: CheckContext): Promise<CheckResult> {
  const began = Date.now();
  const progress = new TerminalProgress(log);
  const cyclonus = await buildNetworkJudge({ root, progress });
  Object.entries(CONFIGURATION).forEach(([key, value]) => {
    process.env[key] = JSON.stringify(value);
  });
  const running = await bringUp({
    root,
    name: `sandbox-${process.pid}`,
    clusters: 1,
    progress,
    onPartDown: (part, why) => log(`  ! ${part} is down: ${why}`),
  });
  try {
    const outcomes = await checkAll(running, cyclonus, log);
    const short = outcomes.flatMap(one => one.short);
    const sum = outcomes.reduce((total, { tried }) => total + tried, 0);
    return {
      ok: short.length === 0,
      line:
        short.join('; ') ||
        `${sum} assertions held (${
          outcomes.at(-1)?.tried
        } of them on the network, evaluated and not enforced); ${inWords(
          (Date.now() - began) / 1000,
        )} in all`,
    };
  } finally {
    Object.keys(CONFIGURATION).forEach(key => delete process.env[key]);
    await running.stop();
  }
}

async function checkAll(
  { portal, worlds }: Running,
  cyclonus: string,
  log: (line: string) => void,
): Promise<Outcome[]> {
  const { state } = worlds[0];
  const sandbox = await createSandbox(portal.url, 'alice', log);
  const neighbour = await sandboxByTemplate(new PortalApi(portal.url, 'bob'), {
    title: 'evidence',
    tier: 's',
    days: 14,
  });
  log(`bob, by the template: ${neighbour}`);
  const admin = Api.fromKubeconfig(state.kubeconfig);
  const alice = Api.fromKubeconfig(state.kubeconfigs.alice);
  const bob = Api.fromKubeconfig(state.kubeconfigs.bob);
  const real = state.nodes.real.length > 0;
  const attempt = (title: string, attempts: Parameters<typeof tryAll>[1]) =>
    tryAll(title, attempts, log);
  try {
    const before = await guardRailsOf(admin, sandbox);
    const outcomes = [
      await attempt('The owner works', ownersWork(alice, sandbox, real)),
      await attempt('More than the quota', [
        ...moreThanQuota(alice, sandbox),
        ...quotaShows(alice, new PortalApi(portal.url, 'alice'), sandbox),
      ]),
      await attempt('Pods that are not safe', unsafePods(alice, sandbox)),
      await attempt(
        'A neighbour’s sandbox',
        foreignNamespace(alice, neighbour),
      ),
      await attempt(
        'The same, by the neighbour',
        foreignNamespace(bob, sandbox),
      ),
      await attempt('A team’s namespace', foreignNamespace(alice, 'shop-dev')),
      await attempt('Secrets of others', foreignSecrets(alice)),
      await attempt(
        'More rights',
        escalation(alice, sandbox, await aPod(alice, sandbox)),
      ),
    ];
    outcomes.push(compare(before, await guardRailsOf(admin, sandbox), log));
    await admin.apply(`/api/v1/namespaces/${GATEWAY}`, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: GATEWAY },
    });
    const apiServer = firstServiceAddress(state.serviceCIDR);
    const probes = probesOf({ sandbox, neighbour, apiServer });
    outcomes.push(
      await checkNetwork(cyclonus, admin, { sandbox, probes, log }),
    );
    log(
      'NetworkPolicies were evaluated, not enforced: the network of this dev world (a bridge) enforces none. A cluster needs a network plugin that does.',
    );
    return outcomes;
  } finally {
    [admin, alice, bob].forEach(api => api.close());
  }
}

async function createSandbox(
  url: string,
  person: string,
  log: (line: string) => void,
): Promise<string> {
  const { namespace, message, problems } = await new PortalApi(
    url,
    person,
  ).post<{ namespace: string; message: string; problems: string[] }>(
    'environments/v1/sandbox',
    { title: 'evidence' },
  );
  log(`${person}, through the portal: ${message}`);
  if (problems.length > 0) {
    throw new Error(`${namespace}: ${problems.join('; ')}`);
  }
  return namespace;
}

/** Something that runs, to be tampered with. */
async function aPod(api: Api, namespace: string): Promise<string> {
  const victim = pod('victim');
  await api.text('POST', `/api/v1/namespaces/${namespace}/pods`, {
    body: victim,
  });
  return victim.metadata.name;
}

function compare(
  before: Record<string, string>,
  after: Record<string, string>,
  log: (line: string) => void,
): Outcome {
  const keys = Object.keys({ ...before, ...after });
  const short = keys
    .filter(key => before[key] !== after[key])
    .map(key => `${key} is not what it was`);
  log('Afterwards:');
  log(
    short.length === 0
      ? `  ok    all ${keys.length} guard rails are as they were: ${keys.join(
          ', ',
        )}`
      : `  SHORT ${short.join('; ')}`,
  );
  return { tried: 1, short };
}
