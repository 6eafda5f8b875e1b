import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { addressOf, Cluster } from './cluster/client.ts';
import {
  PATIENCE_S,
  waitFor,
  waitUntilObserved,
  waitUntilReady,
} from './cluster/wait.ts';
import { shopWorld } from './manifests/index.ts';
import type {
  KubeObject,
  ManualRun,
  ShopWorld,
  Workload,
} from './manifests/types.ts';
import type { Progress } from '../world/types.ts';

export interface SeedOptions {
  /** Path of the administrator's kubeconfig. */
  kubeconfig: string;
  /** The repository. */
  root: string;
  /** Whether the world has a node that really runs pods. */
  realNode: boolean;
  progress: Progress;
}

/**
 * What adopters apply, from the very files that they apply; but for
 * actor-people.yaml, whose list is the adopter's own: ours is in manifests/people.ts.
 * Nor service-account-writes.yaml: with rights of its own, the portal's account
 * would hide a forgotten impersonation.
 */
const DEPLOY_FILES = [
  'namespace.yaml',
  'reader.yaml',
  'actor.yaml',
  'actor-fence.yaml',
  'team-role.yaml',
  'golden-paths.yaml',
  'environments.yaml',
  'housekeeping.yaml',
  'workspaces.yaml',
];

/**
 * Marks a workload whose whole history stands. A label, as a rollback replaces
 * the annotations of a Deployment.
 */
const SEEDED = { 'fairway.dev/dev-world': 'seeded' };

interface Step {
  name: string;
  seconds: number;
  work(cluster: Cluster, world: ShopWorld): Promise<string | undefined>;
}

async function inSteps(
  { kubeconfig, realNode, progress }: SeedOptions,
  steps: Step[],
): Promise<void> {
  const world = shopWorld({ realNode });
  const cluster = await Cluster.fromKubeconfig(kubeconfig);
  try {
    for (const { name, seconds, work } of steps) {
      const line = progress.step(name, seconds);
      try {
        line.done(await work(cluster, world));
      } catch (error) {
        line.fail(error as Error);
        throw error;
      }
    }
  } finally {
    cluster.close();
  }
}

/** As much as the portal and the people need: namespaces, accounts and their rights. */
export const seedAccess = (options: SeedOptions): Promise<void> =>
  inSteps(options, [
    {
      name: 'namespaces and roles',
      seconds: 2,
      work: (cluster, world) => applyAccess(cluster, world, options.root),
    },
  ]);

/** Everything that runs there; the namespaces must be there. */
export const seedDemo = (options: SeedOptions): Promise<void> =>
  inSteps(options, [
    {
      name: 'services, quotas and schedules',
      seconds: 2,
      work: applySurroundings,
    },
    {
      name: 'workloads and their history',
      seconds: 8,
      work: applyWorkloads,
    },
  ]);

/** Fills a world with the demo shop. Seeding again changes nothing that people did meanwhile. */
export async function seedWorld(options: SeedOptions): Promise<void> {
  await seedAccess(options);
  await seedDemo(options);
}

/** Tokens of the two accounts that the portal uses. */
export async function portalTokens(
  kubeconfig: string,
): Promise<{ reader: string; actor: string; operator: string }> {
  const cluster = await Cluster.fromKubeconfig(kubeconfig);
  try {
    const [reader, actor, operator] = await Promise.all([
      tokenOf(cluster, 'fairway-reader'),
      tokenOf(cluster, 'fairway-actor'),
      tokenOf(cluster, 'fairway-operator'),
    ]);
    return { reader, actor, operator };
  } finally {
    cluster.close();
  }
}

const applyAll = (cluster: Cluster, objects: KubeObject[]) =>
  Promise.all(objects.map(object => cluster.apply(object)));

async function applyAccess(cluster: Cluster, world: ShopWorld, root: string) {
  await applyAll(cluster, world.namespaces);
  for (const file of DEPLOY_FILES) {
    const yaml = path.join(root, 'plugins/fairway-node/deploy', file);
    await cluster.applyYaml(await readFile(yaml, 'utf8'));
  }
  await applyAll(cluster, world.access);
  return `${world.namespaces.length} namespaces`;
}

async function applySurroundings(cluster: Cluster, world: ShopWorld) {
  await applyAll(cluster, world.surroundings);
  await Promise.all(world.runs.map(run => startRun(cluster, run)));
  return undefined;
}

async function applyWorkloads(cluster: Cluster, world: ShopWorld) {
  // Before a namespace has its default account, pods are refused there, and
  // controllers back off.
  await Promise.all(
    world.namespaces.map(namespace => hasAccount(cluster, namespace)),
  );
  const applied = await Promise.all(
    world.workloads.map(workload => applyWorkload(cluster, workload)),
  );
  await leave(cluster, world.leftovers);
  const fresh = world.workloads.filter((_, index) => applied[index]);
  const late = await notReady(cluster, fresh);
  const kept = world.workloads.length - fresh.length;
  const notes = [
    `${world.workloads.length} workloads`,
    ...(kept > 0 ? [`${kept} stood already`] : []),
    ...(late.length > 0 ? [`not ready yet: ${late.join(', ')}`] : []),
  ];
  return notes.join(', ');
}

/** Returns whether anything was applied; a workload that stands is left as it is. */
async function applyWorkload(
  cluster: Cluster,
  { generations, stuckRollout = false }: Workload,
): Promise<boolean> {
  const last = generations[generations.length - 1];
  const now = await cluster.get(addressOf(last));
  const [mark] = Object.entries(SEEDED);
  if (now?.metadata.labels?.[mark[0]] === mark[1]) {
    return false;
  }
  for (const generation of generations.slice(0, -1)) {
    const ran =
      stuckRollout && generation === generations[generations.length - 2];
    const applied = await cluster.apply(
      ran ? generation : withoutPods(generation),
    );
    await waitUntilObserved(cluster, applied);
    if (ran) {
      await waitUntilReady(cluster, generation, 20);
    }
  }
  const metadata = {
    ...last.metadata,
    labels: { ...last.metadata.labels, ...SEEDED },
  };
  await waitUntilObserved(cluster, await cluster.apply({ ...last, metadata }));
  return true;
}

/** A revision is stored even if no pod ever ran it. A DaemonSet has no count to set to zero. */
function withoutPods(object: KubeObject): KubeObject {
  const spec = object.spec as { replicas?: number };
  return spec.replicas === undefined
    ? object
    : { ...object, spec: { ...spec, replicas: 0 } };
}

/** Names of the workloads on the real node that are not ready; they are what people look at first. */
async function notReady(
  cluster: Cluster,
  workloads: Workload[],
): Promise<string[]> {
  const checked = await Promise.all(
    workloads
      .filter(workload => workload.real)
      .map(async ({ generations }) => {
        const last = generations[generations.length - 1];
        return (await waitUntilReady(cluster, last, 5))
          ? []
          : [last.metadata.name];
      }),
  );
  return checked.flat();
}

async function hasAccount(
  cluster: Cluster,
  { metadata }: KubeObject,
): Promise<void> {
  const account = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    name: 'default',
    namespace: metadata.name,
  };
  if (!(await waitFor(() => cluster.get(account), { seconds: PATIENCE_S }))) {
    throw new Error(
      `Namespace ${metadata.name} got no default service account; is the controller manager running?`,
    );
  }
}

/** In their order: a volume stands before what claims it. */
async function leave(cluster: Cluster, leftovers: KubeObject[]): Promise<void> {
  for (const object of leftovers) {
    if (!(await cluster.get(addressOf(object)))) {
      await cluster.apply(object);
    }
  }
}

/** A Job's template cannot change, so a Job that is there stays. */
async function startRun(
  cluster: Cluster,
  { job, cronJob }: ManualRun,
): Promise<void> {
  if (await cluster.get(addressOf(job))) {
    return;
  }
  const owner = await cluster.get({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    name: cronJob,
    namespace: job.metadata.namespace,
  });
  const { uid } = (owner?.metadata ?? {}) as { uid?: string };
  const ownerReferences = [
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      name: cronJob,
      uid,
      controller: true,
    },
  ];
  await cluster.apply({
    ...job,
    metadata: { ...job.metadata, ownerReferences },
  });
}

async function tokenOf(cluster: Cluster, account: string): Promise<string> {
  const name = `${account}-token`;
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    name,
    namespace: 'fairway-system',
  };
  const token = await waitFor(
    async () => {
      const found = await cluster.get(secret);
      return (found?.data as { token?: string } | undefined)?.token;
    },
    { seconds: PATIENCE_S },
  );
  if (!token) {
    throw new Error(
      `No token in Secret fairway-system/${name}; was the world seeded?`,
    );
  }
  return Buffer.from(token, 'base64').toString('utf8');
}
