import type {
  CachedKind,
  Projection,
} from '@fairway-idp/backstage-plugin-fairway-node';
import {
  daemonSetKind,
  deploymentKind,
  cronJobKind,
  jobKind,
  autoscalerKind,
  eventKind,
  namespaceKind,
  replicaSetKind,
  podKind,
  statefulSetKind,
} from '@fairway-idp/backstage-plugin-fairway-node/workloads';
import { eventsOf } from './events';
import { findWorkloads } from './findWorkloads';
import type { Snapshot, Source } from './snapshot';

const LABELS = { 'backstage.io/kubernetes-id': 'shop' };

/** `owner` is the uid of the controller. */
function object(name: string, more: Record<string, unknown> = {}) {
  const { owner, labels, namespace = 'shop', ...rest } = more;
  return {
    metadata: {
      name,
      namespace,
      uid: `uid-${name}`,
      labels,
      ownerReferences: owner
        ? [{ controller: true, kind: 'X', name: 'x', uid: owner }]
        : undefined,
    },
    ...rest,
  };
}

function source<F extends Projection>(
  kind: CachedKind<F>,
  objects: object[] = [],
): Source<F> {
  const all = objects.map(kind.project);
  return {
    items: namespace =>
      all.filter(one => (namespace ?? one.namespace) === one.namespace),
    get: (namespace, name) =>
      all.find(one => one.namespace === namespace && one.name === name),
    withLabel: (key, value) => all.filter(one => one.labels[key] === value),
  };
}

const snapshot: Snapshot = {
  cluster: 'dev',
  deployments: source(deploymentKind, [
    object('web', { labels: LABELS }),
    object('api', { labels: LABELS }),
    object('foreign', { labels: { 'backstage.io/kubernetes-id': 'x' } }),
    object('elsewhere', { labels: LABELS, namespace: 'prod' }),
  ]),
  statefulSets: source(statefulSetKind),
  daemonSets: source(daemonSetKind),
  cronJobs: source(cronJobKind, [object('nightly', { labels: LABELS })]),
  jobs: source(jobKind, [
    object('nightly-1', { labels: LABELS, owner: 'uid-nightly' }),
    object('once', { labels: LABELS }),
  ]),
  replicaSets: source(replicaSetKind, [
    object('web-new', { owner: 'uid-web' }),
    object('web-old', { owner: 'uid-web' }),
  ]),
  pods: source(podKind, [
    object('web-new-b', { owner: 'uid-web-new' }),
    object('web-new-a', { owner: 'uid-web-new' }),
    object('web-old-c', { owner: 'uid-web-old' }),
    object('nightly-1-x', { owner: 'uid-nightly-1' }),
    object('stray', { labels: LABELS }),
  ]),
  autoscalers: source(autoscalerKind, [
    object('web-hpa', {
      spec: {
        scaleTargetRef: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: 'web',
        },
        maxReplicas: 3,
      },
    }),
  ]),
  namespaces: source(namespaceKind, [
    object('shop', { namespace: '', labels: { 'fairway.dev/stage': 'dev' } }),
  ]),
};

const find = (more: object = {}) =>
  findWorkloads(
    {
      requirements: [
        {
          key: 'backstage.io/kubernetes-id',
          operator: 'in',
          values: ['shop'],
        },
      ],
      namespace: 'shop',
      ...more,
    },
    snapshot,
  );

describe('findWorkloads', () => {
  it('finds what is the entity’s with all that belongs to it, in a steady order', () => {
    expect(
      find().map(({ workload, pods, stage, autoscaler }) => ({
        name: workload.name,
        pods: pods.map(({ name }) => name),
        stage,
        autoscaler: autoscaler?.name,
      })),
    ).toEqual([
      { name: 'nightly', pods: ['nightly-1-x'], stage: 'dev' },
      { name: 'api', pods: [], stage: 'dev' },
      {
        name: 'web',
        pods: ['web-new-a', 'web-new-b', 'web-old-c'],
        stage: 'dev',
        autoscaler: 'web-hpa',
      },
      { name: 'once', pods: [], stage: 'dev' },
    ]);
  });

  it('looks in all namespaces unless told otherwise, and in one cluster only', () => {
    const names = find({ namespace: undefined }).map(
      ({ workload }) => workload.name,
    );
    expect(names).toContain('elsewhere');
    expect(find({ cluster: 'prod' })).toEqual([]);
  });

  it('shows the events of a workload and of what belongs to it, newest last', () => {
    const event = (name: string, uid: string, time: object) =>
      eventKind.project(
        object(name, {
          ...time,
          reason: name,
          involvedObject: { kind: 'X', name: uid, uid },
        }),
      );
    const web = find().find(({ workload }) => workload.name === 'web')!;
    const events = eventsOf(web, [
      event('latest', 'uid-web', { eventTime: '2026-01-04T00:00:00.000000Z' }),
      event('foreign', 'uid-api', { lastTimestamp: '2026-01-09T00:00:00Z' }),
      event('series', 'uid-web-new-a', {
        series: { count: 3, lastObservedTime: '2026-01-03T00:00:00.000000Z' },
        lastTimestamp: '2026-01-08T00:00:00Z',
      }),
      event('first', 'uid-web-old', { lastTimestamp: '2026-01-02T00:00:00Z' }),
    ]);
    expect(events.map(({ reason, count }) => [reason, count])).toEqual([
      ['first', 1],
      ['series', 3],
      ['latest', 1],
    ]);
  });
});
