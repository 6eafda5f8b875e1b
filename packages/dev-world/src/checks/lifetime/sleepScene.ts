import { podTemplate } from '../../shop/manifests/pod.ts';
import { until } from '../../world/bootstrap.ts';
import type { Call } from './apiProxy.ts';
import { PATIENCE, type Stage } from './stage.ts';

/** Replicas by name; of a CronJob `true` if it is suspended. */
type Levels = Record<string, number | boolean>;

const AWAKE: Levels = {
  web: 3,
  api: 5,
  off: 0,
  db: 2,
  nightly: false,
  paused: true,
};
const ASLEEP: Levels = {
  web: 0,
  api: 0,
  off: 0,
  db: 0,
  nightly: true,
  paused: true,
};

const template = (name: string) => {
  const { metadata, spec } = podTemplate(
    { name, partOf: 'platform', kubernetesId: null },
    { image: 'check:1', cpu: '10m', memory: '16Mi' },
  );
  const containers = spec.containers.map(({ resources: _, ...rest }) => rest);
  return { metadata, spec: { ...spec, containers } };
};

async function applyWorkloads(stage: Stage, namespace: string): Promise<void> {
  const put = (group: string, kind: string, name: string, spec: object) => {
    const plural = `${kind.toLowerCase()}s`;
    return stage.admin.apply(
      `/apis/${group}/v1/namespaces/${namespace}/${plural}/${name}`,
      {
        apiVersion: `${group}/v1`,
        kind,
        metadata: { name, namespace },
        spec,
      } as Parameters<Stage['admin']['apply']>[1],
    );
  };
  const selector = (name: string) => ({
    matchLabels: { 'app.kubernetes.io/name': name },
  });
  for (const name of ['web', 'api', 'off']) {
    await put('apps', 'Deployment', name, {
      replicas: AWAKE[name],
      selector: selector(name),
      template: template(name),
    });
  }
  await put('apps', 'StatefulSet', 'db', {
    replicas: AWAKE.db,
    serviceName: 'db',
    selector: selector('db'),
    template: template('db'),
  });
  for (const name of ['nightly', 'paused']) {
    const { metadata, spec } = template(name);
    await put('batch', 'CronJob', name, {
      schedule: '0 3 * * *',
      suspend: AWAKE[name],
      jobTemplate: {
        spec: {
          template: { metadata, spec: { ...spec, restartPolicy: 'Never' } },
        },
      },
    });
  }
}

/** What the workloads of {@link applyWorkloads} are set to now. */
async function levels(stage: Stage, namespace: string): Promise<Levels> {
  const list = async (group: string, plural: string) => {
    const { items } = await stage.admin.get<{
      items: {
        metadata: { name: string };
        spec: { replicas?: number; suspend?: boolean };
      }[];
    }>(`/apis/${group}/v1/namespaces/${namespace}/${plural}`);
    return items.map(({ metadata, spec }): [string, number | boolean] => [
      metadata.name,
      spec.replicas ?? spec.suspend ?? false,
    ]);
  };
  return Object.fromEntries([
    ...(await list('apps', 'deployments')),
    ...(await list('apps', 'statefulsets')),
    ...(await list('batch', 'cronjobs')),
  ]);
}

const isSame = (one: Levels, other: Levels) =>
  Object.keys({ ...one, ...other }).every(name => one[name] === other[name]);

const isAsleep = async (stage: Stage, namespace: string) =>
  'fairway.dev/asleep' in
  ((await stage.namespace(namespace))?.metadata.labels ?? {});

/** Whether all is awake, or asleep, and says so. */
export async function isSettled(
  stage: Stage,
  namespace: string,
  state: 'awake' | 'asleep',
): Promise<boolean> {
  const wanted = state === 'awake' ? AWAKE : ASLEEP;
  return (
    isSame(await levels(stage, namespace), wanted) &&
    (await isAsleep(stage, namespace)) === (state === 'asleep')
  );
}

/** When the portal is killed: which write of the workloads or the namespace, and whether it had been carried out. */
interface Death {
  verb: 'sleep' | 'wake';
  what: string;
  /** How many writes of workloads go through before. */
  after: number;
  on: 'workload' | 'namespace';
  /** Carried out, but nobody heard of it. */
  done: boolean;
}

const DEATHS: Death[] = [
  {
    verb: 'sleep',
    what: 'after the namespace was marked, before anything was scaled',
    after: 0,
    on: 'workload',
    done: false,
  },
  {
    verb: 'wake',
    what: 'after the second workload was restored',
    after: 1,
    on: 'workload',
    done: true,
  },
  {
    verb: 'sleep',
    what: 'after the third workload was scaled down',
    after: 2,
    on: 'workload',
    done: true,
  },
  {
    verb: 'wake',
    what: 'after all was restored, before the namespace was unmarked',
    after: 4,
    on: 'namespace',
    done: false,
  },
];

/** Puts an environment to sleep and wakes it, and kills the portal while it does. */
export async function sleepScene(stage: Stage): Promise<string> {
  const { report } = stage;
  report.title('Sleep and wake, killed in between');
  const namespace = await stage.sandbox('sleeper', 60);
  await applyWorkloads(stage, namespace);
  report.note(`${namespace}: ${JSON.stringify(AWAKE)}`);
  for (const death of DEATHS) {
    await die(stage, namespace, death);
  }
  return namespace;
}

async function die(
  stage: Stage,
  namespace: string,
  death: Death,
): Promise<void> {
  const { report } = stage;
  const { verb, what } = death;
  const interception = stage.proxy.intercept(deathly(namespace, death));
  // Nobody hears the answer.
  const asked = stage.change(verb, namespace).catch(() => undefined);
  const held = await interception.first;
  if (death.done) {
    await held.forward();
  }
  await stage.kill();
  interception.cutAll();
  await asked;
  const between = await levels(stage, namespace);
  const isBetween =
    death.on === 'namespace' ||
    !isSame(between, verb === 'sleep' ? ASLEEP : AWAKE);
  report.expect(
    `${verb}: killed ${what}: ${JSON.stringify(between)}`,
    isBetween && (await isAsleep(stage, namespace)),
  );
  await stage.start();
  const state = verb === 'sleep' ? 'asleep' : 'awake';
  await report.expectSoon(
    `${verb}: the next pass ends it, all is ${state}`,
    () =>
      until(
        `${namespace} to be ${state}`,
        () => isSettled(stage, namespace, state),
        PATIENCE,
      ),
  );
}

/** From that write on everything that would follow is held, whoever sends it. */
function deathly(
  namespace: string,
  { after, on }: Death,
): (call: Call) => boolean {
  // By object: a pass and a person's request may both be at it.
  const workloads = new Set<string>();
  let isOver = false;
  return ({ method, path }) => {
    const kind = method === 'PATCH' ? kindOf(path, namespace) : undefined;
    if (!kind) {
      return false;
    }
    const [at] = path.split('?');
    isOver ||= kind === on && workloads.size >= after && !workloads.has(at);
    if (kind === 'workload') {
      workloads.add(at);
    }
    return isOver;
  };
}

function kindOf(path: string, namespace: string): Death['on'] | undefined {
  const [at] = path.split('?');
  if (at === `/api/v1/namespaces/${namespace}`) {
    return 'namespace';
  }
  return at.includes(`/namespaces/${namespace}/`) &&
    /\/(deployments|statefulsets|cronjobs)\/[^/]+$/.test(at)
    ? 'workload'
    : undefined;
}
