import type {
  WorkspaceContainerFacts,
  WorkspaceFacts,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { planPass } from '../pass/planPass';
import { situationOf } from './state';

const NOW = new Date('2026-03-02T12:00:00.000Z');
const moment = { now: NOW, startDeadlineMinutes: 5, connections: 0 };
const ago = (minutes: number) =>
  new Date(NOW.getTime() - minutes * 60_000).toISOString();
const container = (
  more: Partial<WorkspaceContainerFacts>,
): WorkspaceContainerFacts => ({
  state: 'waiting',
  ready: false,
  restarts: 0,
  ...more,
});
const pod = (more: Partial<NonNullable<WorkspaceFacts['pod']>>) => ({
  name: 'p',
  uid: 'u',
  createdAt: ago(1),
  ready: false,
  ...more,
});
const facts = (more: {
  [K in keyof WorkspaceFacts]?: K extends 'record'
    ? Partial<WorkspaceFacts['record']>
    : WorkspaceFacts[K];
}): WorkspaceFacts =>
  ({
    namespace: 'sb',
    name: 'ws-orders',
    uid: 'u',
    resourceVersion: '1',
    createdAt: ago(100),
    wanted: 'running',
    asleep: false,
    volume: { name: 'ws-orders', bound: true, size: '2Gi' },
    ...more,
    record: {
      idleMinutes: 60,
      startedAt: ago(1),
      spec: {
        repository: { url: 'https://git/shop/orders', folder: '/home/dev/o' },
        branch: 'main',
        image: { id: 'a', title: 'A', image: 'img:1' },
      },
      ...more.record,
    },
  } as WorkspaceFacts);

const stop = (more: { at?: string; by?: string; toldAt?: string }) => ({
  at: ago(5),
  by: 'the portal',
  reason: 'Nobody used it',
  ...more,
});
const running = pod({
  ready: true,
  node: 'n',
  main: container({ state: 'running', ready: true }),
});

describe('situationOf', () => {
  it.each<[string, Parameters<typeof facts>[0], string, RegExp]>([
    ['runs', { pod: running }, 'running', /in \/home\/dev\/o/],
    ['has no pod yet', {}, 'starting', /find a node/],
    [
      'is not let in by the quota',
      { refused: 'pods "x" is forbidden: exceeded quota: fairway' },
      'starting',
      /quota has no room.*exceeded quota/,
    ],
    [
      'finds no node',
      { pod: pod({ unschedulable: '0/3 nodes are available' }) },
      'starting',
      /No node takes it: 0\/3/,
    ],
    [
      'waits for its volume',
      {
        volume: { name: 'ws-orders', bound: false, size: '2Gi' },
        pod: pod({
          unschedulable: 'pod has unbound immediate PersistentVolumeClaims',
        }),
      },
      'starting',
      /volume ws-orders is not there yet/,
    ],
    [
      'cannot pull its image',
      {
        pod: pod({
          node: 'n',
          clone: container({ reason: 'ImagePullBackOff' }),
        }),
      },
      'starting',
      /img:1 cannot be pulled/,
    ],
    [
      'cannot clone',
      {
        pod: pod({
          node: 'n',
          clone: container({
            reason: 'Error',
            exitCode: 128,
            message: 'Cloning…\nfatal: Remote branch main not found',
          }),
        }),
      },
      'starting',
      /orders at main cannot be cloned: fatal: Remote branch main not found/,
    ],
    [
      'could not clone, and tries again',
      {
        pod: pod({
          node: 'n',
          clone: container({
            state: 'running',
            restarts: 1,
            exitCode: 128,
            message: 'fatal: Remote branch main not found',
          }),
        }),
      },
      'starting',
      /Remote branch main not found/,
    ],
    [
      'crashes',
      {
        pod: pod({
          node: 'n',
          main: container({
            reason: 'CrashLoopBackOff',
            exitCode: 1,
            restarts: 3,
          }),
        }),
      },
      'starting',
      /keeps crashing: exit code 1/,
    ],
    ['ends', { wanted: 'stopped', pod: running }, 'stopping', /volume stays/],
    ['has ended', { wanted: 'stopped' }, 'stopped', /volume is kept/],
    [
      'sleeps with its sandbox',
      { wanted: 'stopped', asleep: true },
      'asleep',
      /when the sandbox wakes/,
    ],
    [
      'failed',
      {
        wanted: 'stopped',
        record: {
          failed: {
            at: ago(1),
            reason: 'Clone',
            message: 'No branch',
            hint: 'x',
          },
        },
      },
      'failed',
      /could not be started: No branch/,
    ],
    ['is being deleted', { deletingSince: ago(1) }, 'deleting', /deleted/],
  ])('one that %s', (_, more, state, message) => {
    const found = situationOf(facts(more), moment);
    expect(found.state).toBe(state);
    expect(found.message).toMatch(message);
  });

  it('shows the step that fails, and none after it as begun', () => {
    const { steps } = situationOf(
      facts({
        pod: pod({ node: 'n', clone: container({ reason: 'ErrImagePull' }) }),
      }),
      moment,
    );
    expect(steps.map(({ id, status }) => `${id} ${status}`)).toEqual([
      'scheduled done',
      'volume done',
      'image failed',
      'clone waiting',
      'ready waiting',
    ]);
  });
});

describe('planPass', () => {
  it.each<[string, Parameters<typeof facts>[0], object]>([
    ['is being started', {}, { step: 'none' }],
    [
      'runs for the first time',
      { pod: running },
      {
        step: 'note',
        patch: { readyAt: NOW.toISOString(), firstReadyAt: NOW.toISOString() },
      },
    ],
    [
      'runs again',
      { pod: running, record: { firstReadyAt: ago(900) } },
      { step: 'note', patch: { firstReadyAt: ago(900) } },
    ],
    [
      'is in use',
      { pod: running, record: { readyAt: ago(0), firstReadyAt: ago(0) } },
      { step: 'none' },
    ],
    [
      'nobody uses',
      {
        pod: running,
        record: {
          startedAt: ago(90),
          readyAt: ago(89),
          firstReadyAt: ago(89),
        },
      },
      { step: 'look' },
    ],
    [
      'does not start in time',
      { record: { startedAt: ago(5) } },
      {
        step: 'give-up',
        dropVolume: true,
        failure: { reason: 'Deadline', at: NOW.toISOString() },
      },
    ],
    [
      'does not start in time, and just tries to clone again',
      {
        record: { startedAt: ago(5) },
        pod: pod({
          node: 'n',
          clone: container({
            state: 'running',
            restarts: 1,
            exitCode: 128,
            message: 'fatal: Remote branch main not found',
          }),
        }),
      },
      { step: 'give-up', failure: { reason: 'Clone' } },
    ],
    [
      'does not start in time, and was used before',
      { record: { startedAt: ago(5), firstReadyAt: ago(900) } },
      { step: 'give-up', dropVolume: false },
    ],
    [
      'ran, though no pass saw it',
      {
        record: { startedAt: ago(5) },
        pod: pod({ main: container({ restarts: 1, exitCode: 137 }) }),
      },
      { step: 'give-up', dropVolume: false },
    ],
    [
      'came down by itself',
      { record: { startedAt: ago(900), readyAt: ago(899) } },
      { step: 'note', patch: { startedAt: NOW.toISOString(), readyAt: null } },
    ],
    ['is stopped', { wanted: 'stopped' }, { step: 'none' }],
    [
      'somebody stopped',
      {
        wanted: 'stopped',
        record: { stopped: stop({ by: 'user:default/a' }) },
      },
      { step: 'none' },
    ],
    [
      'the portal stopped, and nobody knows',
      { wanted: 'stopped', record: { stopped: stop({}) } },
      { step: 'tell', stop: stop({}) },
    ],
    [
      'the portal stopped, and its owner knows',
      { wanted: 'stopped', record: { stopped: stop({ toldAt: ago(4) }) } },
      { step: 'none' },
    ],
    [
      'the portal stopped a day ago',
      { wanted: 'stopped', record: { stopped: stop({ at: ago(24 * 60) }) } },
      { step: 'none' },
    ],
    [
      'runs again after the portal stopped it',
      {
        pod: running,
        record: { readyAt: ago(0), firstReadyAt: ago(0), stopped: stop({}) },
      },
      { step: 'none' },
    ],
  ])('one that %s', (_, more, expected) => {
    expect(planPass(facts(more), moment)).toMatchObject(expected);
  });
});
