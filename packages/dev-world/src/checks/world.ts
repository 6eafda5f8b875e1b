import { setTimeout as sleep } from 'node:timers/promises';
import { Api } from '../world/api.ts';
import { until } from '../world/bootstrap.ts';
import {
  buildTools,
  demoImage,
  downWorld,
  listWorlds,
  renderStatus,
  upWorld,
  worldStatus,
} from '../world/index.ts';
import type { Tools, World, WorldState } from '../world/index.ts';
import { isRunning } from '../world/processes.ts';
import { REAL_NODE_TAINT } from '../world/realNode/config.ts';
import { plainProgress } from '../cli.ts';
import { leftovers } from './leftovers.ts';
import { checkNames } from './world/names.ts';

export const name = 'world';
export const summary =
  'two worlds side by side, real pods answering in each, a killed part named, and nothing left behind';

interface CheckContext {
  root: string;
  log(line: string): void;
}

// Of this process only: a check that somebody else runs must not take them down.
const NAMES = [`check-${process.pid}-a`, `check-${process.pid}-b`];

const seconds = (begun: number) =>
  `${((Date.now() - begun) / 1000).toFixed(1)} s`;

const fetchText = async (url: string) =>
  (await fetch(url, { signal: AbortSignal.timeout(3000) })).text();

/** Runs the check; what falls short is said in the line, and logged where it happened. */
export async function run(
  ctx: CheckContext,
): Promise<{ ok: boolean; line: string }> {
  const short: string[] = [];
  const expect = (what: string, problems: string[]) => {
    problems.forEach(problem => ctx.log(`SHORT ${what}: ${problem}`));
    if (problems.length > 0) {
      short.push(what);
    }
  };
  const tools = await buildTools({
    root: ctx.root,
    progress: plainProgress(ctx.log),
  });
  await removeAbandoned(ctx.root);
  const started: World[] = [];
  const noticed: string[] = [];
  let facts = '';
  try {
    for (const world of NAMES) {
      started.push(await start(ctx, world, tools, noticed));
    }
    facts = describe(started);
    for (const world of started) {
      expect(`pods in ${world.state.name}`, await checkPods(ctx, world));
    }
    expect(
      'a killed part is named',
      await checkKilledPart(ctx, started[0].state, noticed),
    );
  } finally {
    started.forEach(world => world.unwatch());
    await Promise.all(
      NAMES.map(world => downWorld({ root: ctx.root, name: world })),
    );
  }
  for (const { state } of started) {
    expect(`${state.name} leaves nothing`, await leftovers(ctx.root, state));
  }
  const ok = short.length === 0;
  const detail = ok
    ? `${facts}, a killed part named, nothing left behind`
    : short.join('; ');
  return { ok, line: detail };
}

/** Worlds of checks that were killed before they could take them down. */
async function removeAbandoned(root: string): Promise<void> {
  const abandoned = listWorlds(root).filter(
    world => /^check-\d+-[ab]$/.test(world.name) && !isRunning(world.starter),
  );
  for (const { name: world } of abandoned) {
    await downWorld({ root, name: world });
  }
}

function describe(worlds: World[]): string {
  const real = worlds.filter(world => world.state.nodes.real.length > 0).length;
  const without = worlds.find(world => world.state.nodes.realNodeOff)?.state
    .nodes.realNodeOff;
  const pods = without
    ? `no real pods (${without})`
    : `real pods and names answer in ${real}`;
  return `2 worlds side by side on Kubernetes ${worlds[0].state.version}, ${pods}`;
}

async function start(
  { root, log }: CheckContext,
  world: string,
  tools: Tools,
  noticed: string[],
): Promise<World> {
  const begun = Date.now();
  const up = await upWorld({
    root,
    name: world,
    tools,
    progress: plainProgress(log),
    onPartDown: (part, why) => {
      noticed.push(`${world} ${part}`);
      log(`${world}: noticed that ${part} ${why}`);
    },
  });
  log(`${world}: ready after ${seconds(begun)}`);
  log(renderStatus(await worldStatus({ root, name: world })));
  return up;
}

const LABELS = { app: 'fairway-check' };
const NAMESPACE = '/api/v1/namespaces/default';

/** On the real node if there is one; elsewhere it only has to become ready. */
function deployment(state: WorldState) {
  const real = state.nodes.real.length > 0;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'check' },
    spec: {
      replicas: 2,
      selector: { matchLabels: LABELS },
      template: {
        metadata: { labels: LABELS },
        spec: {
          nodeSelector: { 'fairway.dev/node': real ? 'real' : 'simulated' },
          tolerations: [{ key: REAL_NODE_TAINT.key, operator: 'Exists' }],
          containers: [
            {
              name: 'web',
              image: demoImage('1.0'),
              imagePullPolicy: 'IfNotPresent',
              ports: [{ containerPort: 8080 }],
              env: [{ name: 'UPSTREAM', value: 'http://check' }],
              readinessProbe: {
                httpGet: { path: '/readyz', port: 8080 },
                periodSeconds: 1,
              },
              securityContext: {
                runAsNonRoot: true,
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
              },
            },
          ],
        },
      },
    },
  };
}

const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'check' },
  spec: { selector: LABELS, ports: [{ port: 80, targetPort: 8080 }] },
};

async function checkPods(
  { log }: CheckContext,
  { state, kubeconfig }: World,
): Promise<string[]> {
  const api = Api.fromKubeconfig(kubeconfig);
  try {
    const begun = Date.now();
    await api.apply(
      `/apis/apps/v1/namespaces/default/deployments/check`,
      deployment(state),
    );
    await api.apply(`${NAMESPACE}/services/check`, SERVICE);
    await until(
      'two ready pods',
      async () => (await readyReplicas(api)) === 2,
      { timeoutMs: 60_000 },
    );
    log(`${state.name}: two pods ready after ${seconds(begun)}`);
    return state.nodes.real.length > 0
      ? await checkAnswers(api, log, state)
      : [];
  } catch (error) {
    return [(error as Error).message];
  } finally {
    api.close();
  }
}

async function readyReplicas(api: Api): Promise<number> {
  const found = await api.get<{ status?: { readyReplicas?: number } }>(
    '/apis/apps/v1/namespaces/default/deployments/check',
  );
  return found.status?.readyReplicas ?? 0;
}

interface PodList {
  items: { metadata: { name: string }; status: { podIP: string } }[];
}

/** Asks the same server in each of the ways that lead to it. */
async function checkAnswers(
  api: Api,
  log: (line: string) => void,
  state: WorldState,
): Promise<string[]> {
  const pods = (
    await api.get<PodList>(
      `${NAMESPACE}/pods?labelSelector=app%3Dfairway-check`,
    )
  ).items;
  const [pod] = pods;
  const { spec } = await api.get<{ spec: { clusterIP: string } }>(
    `${NAMESPACE}/services/check`,
  );
  const ways: Record<string, () => Promise<string>> = {
    'pod address': () => fetchText(`http://${pod.status.podIP}:8080/`),
    ClusterIP: () => fetchText(`http://${spec.clusterIP}/`),
    'API server proxy': () =>
      api.text('GET', `${NAMESPACE}/services/check:80/proxy/`),
    'another pod, by name': () =>
      api.text('GET', `${NAMESPACE}/services/check:80/proxy/upstream`),
    log: () => api.text('GET', `${NAMESPACE}/pods/${pod.metadata.name}/log`),
  };
  const problems: string[] = [];
  for (const [way, ask] of Object.entries(ways)) {
    try {
      // kube-proxy writes its rules a moment after the pods are ready.
      await until(way, async () => (await ask()).includes('"version":"1.0"'), {
        timeoutMs: 10_000,
      });
      log(
        `${state.name}: answers by ${way}: ${(await ask())
          .trim()
          .split('\n')
          .pop()}`,
      );
    } catch (error) {
      problems.push((error as Error).message);
    }
  }
  problems.push(
    ...(await checkNames(api, state, {
      clusterIP: spec.clusterIP,
      podIPs: pods.map(({ status }) => status.podIP),
    })),
  );
  return problems;
}

async function checkKilledPart(
  { root, log }: CheckContext,
  state: WorldState,
  noticed: string[],
): Promise<string[]> {
  const victim = state.parts.find(part => part.name === 'kube-scheduler');
  if (!victim || !isRunning(victim)) {
    return ['the scheduler was not running'];
  }
  process.kill(victim.pid, 'SIGKILL');
  await sleep(1500);
  const status = await worldStatus({ root, name: state.name });
  log(renderStatus(status));
  const dead = status.parts
    .filter(part => part.state === 'dead')
    .map(part => part.name);
  const problems: string[] = [];
  if (status.health !== 'degraded' || dead.join() !== victim.name) {
    problems.push(`status says ${status.health}, dead: ${dead.join(', ')}`);
  }
  if (noticed.join() !== `${state.name} ${victim.name}`) {
    problems.push(`whoever started it noticed: ${noticed.join(', ')}`);
  }
  return problems;
}
