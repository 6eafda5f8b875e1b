import type { Entity } from '@backstage/catalog-model';
import type { V1Namespace, V1Pod, V1PodSpec } from '@kubernetes/client-node';
import type { Workload } from '../../domain/adoption/workloadOf';
import type { TaskStory } from '../../service/RunCollector';
import type { Life, Start, Stray, Year } from './types';

const DAY = 86_400_000;
const GOES_ON = 'processing';

const nameOf = ({ number }: Life) => `service-${number}`;
const timeOf = (at: number) => new Date(at);

const specOf = (version: string) => ({
  type: 'service',
  steps: [
    {
      id: 'record',
      name: 'Record',
      action: 'fairway:golden-path:record',
      input: { version },
    },
  ],
});

/** Templates and components, as the catalog has them. */
export function entitiesOf(year: Year, folder: string): Entity[] {
  return [
    ...year.paths.map(({ template, versions }): Entity => {
      const name = template.split('/')[1];
      return {
        apiVersion: 'scaffolder.backstage.io/v1beta3',
        kind: 'Template',
        metadata: {
          name,
          namespace: 'default',
          annotations: {
            'backstage.io/managed-by-location': `file:${folder}/${name}.yaml`,
          },
        },
        spec: specOf(versions[0].version),
      };
    }),
    ...year.lives.map(
      (life): Entity => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: nameOf(life),
          namespace: 'default',
          annotations: {
            'backstage.io/kubernetes-id': nameOf(life),
            'fairway.dev/golden-path': life.path.template,
            'fairway.dev/golden-path-version': life.madeVersion,
          },
        },
        spec: {},
      }),
    ),
  ];
}

/** Has the catalog say the version that a component has at a moment. */
export function componentAt(
  entities: readonly Entity[],
  life: Life,
  now: number,
): void {
  const offset = entities.findIndex(({ kind }) => kind === 'Component');
  const { annotations } = entities[offset + life.number].metadata;
  annotations!['fairway.dev/golden-path-version'] =
    life.upgrades.findLast(({ at }) => at <= now)?.version ?? life.madeVersion;
}

/** The scaffolder's tasks at a moment, the newest first. */
export function storiesAt({ starts }: Year, now: number): TaskStory[] {
  return starts
    .filter(({ at }) => at <= now)
    .sort((a, b) => b.at - a.at)
    .flatMap((start, i) => {
      const story = storyAt(start, now);
      // Here and there is one of a template that records nothing: it is none of ours.
      return i % 10 > 0 ? [story] : [story, foreign(story)];
    });
}

/** One of the scaffolder's tasks at a moment. */
export function storyAt(start: Start, now: number): TaskStory {
  const hasEnded = (start.triedAt ?? start.at) + start.takes <= now;
  return storyOf(hasEnded ? start : { ...start, ended: GOES_ON });
}

function foreign({ task, events }: TaskStory): TaskStory {
  const templateInfo = { entityRef: 'template:default/x' };
  return {
    task: {
      ...task,
      id: `foreign-${task.id}`,
      spec: { templateInfo, steps: [] } as never,
    },
    events,
  };
}

function storyOf(start: Start): TaskStory {
  const { task, template, version, at, ended, failure, service, takes } = start;
  const { triedAt = at } = start;
  const event = (type: string, body: object) => ({
    ...{ id: '1', taskId: task, type, body },
    createdAt: timeOf(triedAt + takes).toISOString(),
  });
  const output =
    service === undefined
      ? {}
      : {
          output: {
            links: [{ entityRef: `component:default/service-${service}` }],
          },
        };
  return {
    task: {
      id: task,
      status: ended,
      createdAt: timeOf(at).toISOString(),
      lastHeartbeatAt: timeOf(triedAt).toISOString(),
      spec: {
        apiVersion: 'scaffolder.backstage.io/v1beta3',
        templateInfo: { entityRef: template },
        parameters: { name: 'anna-service' },
        user: { ref: 'user:default/anna' },
        output: {},
        ...specOf(version),
      },
    } as never,
    events: [
      ...(failure && ended !== GOES_ON
        ? [
            event('log', {
              status: 'failed',
              stepId: failure.step,
              message: '',
            }),
          ]
        : []),
      ...(ended === GOES_ON
        ? []
        : [
            event('completion', {
              message: `Run completed with status: ${ended}`,
              ...(ended === 'completed' && output),
              ...(failure && { error: { message: failure.message } }),
            }),
          ]),
    ] as never,
  };
}

/** All that a cluster holds at a moment. */
export function clusterAt(year: Year, cluster: string, now: number) {
  const living = year.lives.filter(
    ({ number, made, end }) =>
      (number % 2 === 0 ? 'sim-a' : 'sim-b') === cluster &&
      made <= now &&
      (end === undefined || now < end),
  );
  const strays = year.strays.filter(one => one.cluster === cluster);
  return {
    workloads: [
      ...living.map(life => workloadAt(life, now)),
      ...strays.map(strayOf),
    ],
    pods: living.flatMap(life => podAt(life, now) ?? []),
    namespaces: strays.map(namespaceOf),
  };
}

function namespaceOf({ namespace, passing }: Stray): V1Namespace {
  return {
    metadata: {
      name: namespace,
      ...(passing && { labels: { 'fairway.dev/kind': passing } }),
    },
  };
}

/** What a delivery tool applied bears no run: the catalog tells whose it is. */
function workloadAt(life: Life, now: number): Workload {
  const name = nameOf(life);
  const { kind } = life.path;
  const template = { spec: { containers: [{ name: 'app' }] } };
  return {
    apiVersion: kind === 'CronJob' ? 'batch/v1' : 'apps/v1',
    kind,
    metadata: {
      name,
      namespace: `team-${life.number % 20}`,
      creationTimestamp: timeOf(life.made),
      labels: { 'backstage.io/kubernetes-id': name },
      ...(life.number % 3 > 0 && {
        annotations: { 'fairway.dev/golden-path-run': life.task },
      }),
    },
    ...(kind === 'CronJob'
      ? {
          spec: { jobTemplate: { spec: { template } } },
          status: { lastSuccessfulTime: lastOf(life, now, 2) },
        }
      : { spec: { selector: { matchLabels: { app: name } }, template } }),
  };
}

/** Pods are replaced from time to time, and are ready anew then. */
function podAt(life: Life, now: number): V1Pod | undefined {
  const ready = lastOf(life, now, 10);
  return life.path.kind === 'CronJob'
    ? undefined
    : {
        metadata: {
          name: `${nameOf(life)}-1`,
          namespace: `team-${life.number % 20}`,
          labels: { app: nameOf(life) },
        },
        status: {
          conditions: [
            ready
              ? { type: 'Ready', status: 'True', lastTransitionTime: ready }
              : { type: 'Ready', status: 'False' },
          ],
        },
      };
}

/** When something that happens every so many days since it was ready did so last. */
function lastOf(
  { ready }: Life,
  now: number,
  everyDays: number,
): Date | undefined {
  if (ready === undefined || ready > now) {
    return undefined;
  }
  const every = everyDays * DAY;
  return timeOf(ready + Math.floor((now - ready) / every) * every);
}

const SPECIAL: Record<string, Partial<V1PodSpec>> = {
  claim: {
    volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'c' } }],
  },
  gpu: {
    containers: [
      { name: 'a', resources: { limits: { 'nvidia.com/gpu': '1' } } },
    ],
  },
  sidecar: { containers: [{ name: 'a' }, { name: 'b' }] },
  hostPath: { volumes: [{ name: 'v', hostPath: { path: '/' } }] },
};

function strayOf(stray: Stray): Workload {
  const { namespace, name, kind, special, owned, of } = stray;
  const pod: V1PodSpec = { containers: [{ name: 'a' }] };
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: {
      ...{ name, namespace },
      creationTimestamp: timeOf(0),
      ...(of !== undefined && {
        labels: { 'backstage.io/kubernetes-id': `service-${of}` },
      }),
      ...(owned && {
        ownerReferences: [
          {
            ...{ apiVersion: 'example.com/v1', kind: 'Database' },
            ...{ name: 'd', uid: 'd', controller: true },
          },
        ],
      }),
    },
    spec: {
      template: {
        spec: Object.assign(pod, ...special.map(key => SPECIAL[key])),
      },
    },
  };
}
