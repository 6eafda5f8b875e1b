import type {
  V1ContainerState,
  V1ContainerStatus,
  V1Pod,
  V1PodCondition,
} from '@kubernetes/client-node';
import { podKind } from '../kinds/pod';
import { podHealth } from './podHealth';
import { podStatus } from './podStatus';

const waiting = (reason: string, message = ''): V1ContainerState => ({
  waiting: { reason, message },
});
const ended = (exitCode: number, reason = ''): V1ContainerState => ({
  terminated: { exitCode, reason },
});
const running: V1ContainerState = { running: {} };
const condition = (type: string, status: string, more: object = {}) =>
  ({ type, status, ...more } as V1PodCondition);
const READY = condition('Ready', 'True');
const NOT_READY = condition('Ready', 'False');

interface Parts {
  phase?: string;
  app?: Partial<V1ContainerStatus>;
  second?: Partial<V1ContainerStatus>;
  init?: Partial<V1ContainerStatus> & { restartPolicy?: string };
  conditions?: V1PodCondition[];
  reason?: string;
  message?: string;
  deleting?: boolean;
  restartPolicy?: string;
}

function pod(parts: Parts): V1Pod {
  const { app, second, init, deleting, restartPolicy, ...status } = parts;
  const full = (name: string, one: Partial<V1ContainerStatus>) =>
    ({ name, ready: false, restartCount: 0, ...one } as V1ContainerStatus);
  return {
    metadata: {
      name: 'shop-1',
      ...(deleting && { deletionTimestamp: new Date(0) }),
    },
    spec: {
      restartPolicy,
      containers: [
        { name: 'app', image: 'localhost/shop:9' },
        ...(second ? [{ name: 'second', image: 'second:1' }] : []),
      ],
      initContainers: init && [
        { name: 'setup', image: 'setup:1', restartPolicy: init.restartPolicy },
      ],
    },
    status: {
      phase: 'Running',
      ...status,
      containerStatuses: [
        ...(app ? [full('app', app)] : []),
        ...(second ? [full('second', second)] : []),
      ],
      initContainerStatuses: init && [full('setup', init)],
    },
  };
}

describe('podHealth and podStatus', () => {
  it.each<[string, Parts, string, string, string | undefined, string]>([
    [
      'ready',
      { app: { ready: true, state: running }, conditions: [READY] },
      'Running',
      'Healthy',
      undefined,
      'Ready',
    ],
    [
      'not ready yet',
      { app: { state: running }, conditions: [NOT_READY] },
      'Running',
      'Progressing',
      'NotReady',
      'container app is not ready yet',
    ],
    [
      'crash loop',
      {
        app: {
          state: waiting('CrashLoopBackOff'),
          lastState: ended(2, 'Error'),
          restartCount: 4,
        },
      },
      'CrashLoopBackOff',
      'Degraded',
      'CrashLoopBackOff',
      'container app ended with exit code 2 and is restarted again and again (CrashLoopBackOff, 4 restarts)',
    ],
    [
      'out of memory, waiting',
      {
        app: {
          state: waiting('CrashLoopBackOff'),
          lastState: ended(137, 'OOMKilled'),
          restartCount: 1,
        },
      },
      'CrashLoopBackOff',
      'Degraded',
      'OOMKilled',
      'container app was killed because it used more memory than its limit and is restarted again and again (CrashLoopBackOff, 1 restart)',
    ],
    [
      'out of memory, back again',
      {
        app: {
          state: running,
          lastState: ended(137, 'OOMKilled'),
          restartCount: 1,
        },
        conditions: [NOT_READY],
      },
      'Running',
      'Degraded',
      'OOMKilled',
      'container app was killed because it used more memory than its limit',
    ],
    [
      'image, first try',
      {
        phase: 'Pending',
        app: { state: waiting('ErrImagePull', 'long text') },
      },
      'ErrImagePull',
      'Degraded',
      'ErrImagePull',
      'container app cannot pull its image localhost/shop:9 (ErrImagePull)',
    ],
    [
      'image, backing off',
      { phase: 'Pending', app: { state: waiting('ImagePullBackOff') } },
      'ImagePullBackOff',
      'Degraded',
      'ImagePullBackOff',
      'container app cannot pull its image localhost/shop:9 (ImagePullBackOff)',
    ],
    [
      'configuration',
      {
        phase: 'Pending',
        app: {
          state: waiting(
            'CreateContainerConfigError',
            'secret "db" not found.',
          ),
        },
      },
      'CreateContainerConfigError',
      'Degraded',
      'CreateContainerConfigError',
      'container app cannot start because its configuration is not complete: secret "db" not found (CreateContainerConfigError)',
    ],
    [
      'on its way',
      { phase: 'Pending', app: { state: waiting('ContainerCreating') } },
      'ContainerCreating',
      'Progressing',
      'Pending',
      'Is starting',
    ],
    [
      'unschedulable',
      {
        phase: 'Pending',
        conditions: [
          condition('PodScheduled', 'False', {
            reason: 'Unschedulable',
            message: '0/3 nodes are available: 3 Insufficient cpu.',
          }),
        ],
      },
      'Pending',
      'Progressing',
      'Unschedulable',
      'No node can take it: 0/3 nodes are available: 3 Insufficient cpu',
    ],
    [
      'gated',
      {
        phase: 'Pending',
        conditions: [
          condition('PodScheduled', 'False', {
            reason: 'SchedulingGated',
            message: 'gates',
          }),
        ],
      },
      'SchedulingGated',
      'Progressing',
      'SchedulingGated',
      'No node can take it: gates',
    ],
    [
      'evicted',
      {
        phase: 'Failed',
        reason: 'Evicted',
        message: 'The node was low on resource: memory. ',
      },
      'Evicted',
      'Degraded',
      'Evicted',
      'The node was low on resource: memory',
    ],
    [
      'failed',
      { phase: 'Failed', app: { state: ended(3, 'Error') } },
      'Error',
      'Degraded',
      'Error',
      'container app ended with exit code 3',
    ],
    [
      'done',
      { phase: 'Succeeded', app: { state: ended(0, 'Completed') } },
      'Completed',
      'Healthy',
      undefined,
      'Has done its work',
    ],
    [
      'one done, one running',
      {
        app: { state: ended(0, 'Completed') },
        second: { ready: true, state: running },
        conditions: [NOT_READY],
      },
      'NotReady',
      'Progressing',
      'NotReady',
      'container app is not ready yet',
    ],
    [
      'killed by a signal',
      {
        phase: 'Failed',
        app: { state: { terminated: { exitCode: 137, signal: 9 } } },
      },
      'Signal:9',
      'Degraded',
      'Failed',
      'container app was killed by signal 9',
    ],
    [
      'init runs',
      {
        phase: 'Pending',
        init: { state: running },
        app: { state: waiting('PodInitializing') },
      },
      'Init:0/1',
      'Progressing',
      'Pending',
      'Is starting',
    ],
    [
      'init crashes',
      {
        phase: 'Pending',
        init: {
          state: waiting('CrashLoopBackOff'),
          lastState: ended(1, 'Error'),
          restartCount: 2,
        },
        app: { state: waiting('PodInitializing') },
      },
      'Init:CrashLoopBackOff',
      'Degraded',
      'CrashLoopBackOff',
      'init container setup ended with exit code 1 and is restarted again and again (CrashLoopBackOff, 2 restarts)',
    ],
    [
      'init failed',
      { phase: 'Failed', init: { state: ended(1) } },
      'Init:ExitCode:1',
      'Degraded',
      'Failed',
      'init container setup ended with exit code 1',
    ],
    [
      'sidecar started',
      {
        init: {
          restartPolicy: 'Always',
          started: true,
          ready: true,
          state: running,
        },
        app: { ready: true, state: running },
        conditions: [READY],
      },
      'Running',
      'Healthy',
      undefined,
      'Ready',
    ],
    [
      'being deleted',
      { deleting: true, app: { ready: true, state: running } },
      'Terminating',
      'Progressing',
      'Terminating',
      'Pending deletion',
    ],
    [
      'node lost',
      { deleting: true, reason: 'NodeLost' },
      'Unknown',
      'Progressing',
      'Terminating',
      'Pending deletion',
    ],
    [
      'node silent',
      { phase: 'Unknown' },
      'Unknown',
      'Unknown',
      'Unknown',
      'Its node does not answer',
    ],
    [
      'restarted job',
      {
        restartPolicy: 'OnFailure',
        app: { state: running, lastState: ended(1, 'Error'), restartCount: 1 },
        conditions: [NOT_READY],
      },
      'Running',
      'Progressing',
      'NotReady',
      'container app is not ready yet',
    ],
  ])('%s', (_, parts, status, ...expected) => {
    const facts = podKind.project(pod(parts));
    expect(podStatus(facts)).toBe(status);
    const { health, reason, message } = podHealth(facts);
    expect([health, reason, message]).toEqual(expected);
  });
});
