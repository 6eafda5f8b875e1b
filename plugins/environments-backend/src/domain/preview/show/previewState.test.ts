import type { PreviewEnvironment } from '@fairway-idp/backstage-plugin-fairway-common';
import type { PullRequest } from '@fairway-idp/backstage-plugin-fairway-node';
import type { PodFacts } from '../../kinds/pods';
import type { RouteFacts } from '../../kinds/routes';
import type { ScalableFacts } from '../../kinds/workloads';
import type { Sight } from '../plan/types';
import type { PreviewRecord } from '../record/record';
import type { PreviewLook } from './look';
import { previewState } from './previewState';

const NOW = new Date('2026-02-02T12:00:00Z');
const LONG_AGO = '2026-02-02T11:00:00Z';
const KEY = { host: 'git.example.com', repositoryId: '7', number: 1 };

const environment: PreviewEnvironment = {
  kind: 'preview',
  name: 'pv-web-1',
  instance: 'test',
  owner: 'group:default/shop',
  createdBy: 'group:default/shop',
  tier: 's',
  source: { ...KEY, commit: 'c1' },
};
const present: Sight = {
  state: 'present',
  uid: 'u',
  resourceVersion: '1',
  environment,
  delivered: { commit: 'c1', fingerprint: 'f', objects: [] },
};
const record: PreviewRecord = {
  key: KEY,
  name: 'pv-web-1',
  cluster: 'dev',
  repository: 'shop/web',
  owner: 'group:default/shop',
  tier: 's',
  uid: 'u',
  pullRequest: {
    state: 'open',
    head: { commit: 'c1', branch: 'x', repositoryId: '7' },
  } as PullRequest,
  told: {},
};
const look = (more: Partial<PreviewLook> = {}): PreviewLook => ({
  record,
  sight: present,
  target: { state: 'wanted', fingerprint: 'f' },
  environment: { state: 'awake', findings: [] },
  scalables: [],
  pods: [],
  jobs: [],
  ...more,
});
const scalable = (more: Partial<ScalableFacts>) =>
  ({ kind: 'Deployment', name: 'web', replicas: 1, ...more } as ScalableFacts);
const pod = (more: Partial<PodFacts>) =>
  ({
    madeBy: 'ReplicaSet/web-5d9c',
    createdAt: '2026-02-02T11:59:00Z',
    isStuck: true,
    ...more,
  } as PodFacts);
const route = (more: Partial<RouteFacts>) =>
  ({ name: 'web', createdAt: NOW.toISOString(), ...more } as RouteFacts);
const deployed = (generation?: number): Partial<PreviewLook> => {
  const web = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
  const objects = [
    { ...web, ...(generation !== undefined && { generation }) },
    { apiVersion: 'v1', kind: 'ConfigMap', name: 'web' },
    { apiVersion: 'batch/v1', kind: 'Job', name: 'web', generation: 1 },
  ];
  return {
    sight: { ...present, delivered: { ...present.delivered, objects } },
  };
};
const failure = { target: 'f', permanent: true, at: LONG_AGO, count: 1 };

describe('previewState', () => {
  it.each<[string, PreviewLook, string, RegExp]>([
    ['runs', look(), 'ready', /c1 runs/],
    [
      'was delivered a moment ago, and nothing of it is seen yet',
      look(deployed(1)),
      'deploying',
      /Deployment web: not there as it was deployed/,
    ],
    [
      'is seen as it was before',
      look({ ...deployed(3), scalables: [scalable({ generation: 2 })] }),
      'deploying',
      /Deployment web: not there as it was deployed/,
    ],
    [
      'is seen as it was delivered, or changed since',
      look({ ...deployed(3), scalables: [scalable({ generation: 4 })] }),
      'ready',
      /c1 runs/,
    ],
    [
      'was delivered by a portal that did not note generations',
      look({ ...deployed(), scalables: [scalable({ generation: 1 })] }),
      'ready',
      /c1 runs/,
    ],
    [
      'is only asked for',
      look({
        sight: { state: 'absent' },
        record: { ...record, uid: undefined },
      }),
      'waiting',
      /about to be made/,
    ],
    [
      'cannot be seen',
      look({ sight: { state: 'unknown', why: 'HTTP 503' } }),
      'unknown',
      /HTTP 503/,
    ],
    [
      'is in the way of another',
      look({ sight: { state: 'foreign', uid: 'x', why: 'It is left alone' } }),
      'failed',
      /left alone/,
    ],
    [
      'was deleted',
      look({
        sight: { state: 'absent' },
        record: { ...record, tombstone: { commit: 'c1', why: 'It expired' } },
      }),
      'deleted',
      /^It expired\. A new commit/,
    ],
    [
      'is of a closed pull request',
      look({
        sight: { state: 'absent' },
        record: {
          ...record,
          pullRequest: { ...record.pullRequest!, state: 'closed' },
        },
      }),
      'deleted',
      /closed/,
    ],
    [
      'goes',
      look({ sight: { ...present, deletingSince: LONG_AGO } }),
      'deleting',
      /being deleted/,
    ],
    [
      'waits for CI',
      look({
        sight: { ...present, delivered: undefined },
        record: {
          ...record,
          build: { commit: 'c1', state: 'pending', message: 'Waits for CI' },
        },
      }),
      'waiting',
      /Waits for CI/,
    ],
    [
      'has a build that failed',
      look({
        sight: { ...present, delivered: undefined },
        record: {
          ...record,
          build: { commit: 'c1', state: 'failed', message: 'CI failed' },
        },
      }),
      'failed',
      /CI failed/,
    ],
    [
      'is being deployed',
      look({ sight: { ...present, delivered: { objects: [] } } }),
      'deploying',
      /being deployed/,
    ],
    [
      'has bad manifests',
      look({
        sight: { ...present, delivered: undefined },
        record: { ...record, failure: { ...failure, message: 'a Secret' } },
      }),
      'failed',
      /^a Secret$/,
    ],
    [
      'meets a database that is down',
      look({
        sight: { ...present, delivered: { objects: [] } },
        record: {
          ...record,
          failure: {
            ...failure,
            permanent: false,
            message: 'The database refuses connections',
          },
        },
      }),
      'failed',
      /refuses connections\. It is tried again/,
    ],
    [
      'failed with an older commit',
      look({
        sight: { ...present, delivered: { objects: [] } },
        record: {
          ...record,
          failure: { ...failure, target: 'old', message: 'a Secret' },
        },
      }),
      'deploying',
      /being deployed/,
    ],
    [
      'sleeps',
      look({ environment: { state: 'asleep', findings: [] } }),
      'asleep',
      /sleeps/,
    ],
    [
      'has too small a quota',
      look({ scalables: [scalable({ refusedPods: 'exceeded quota' })] }),
      'failed',
      /Deployment web: exceeded quota/,
    ],
    [
      'starts',
      look({
        scalables: [scalable({ unsettled: '0 of 1 pods are available' })],
      }),
      'deploying',
      /starts\. Deployment web: 0 of 1/,
    ],
    [
      'does not get on',
      look({
        scalables: [scalable({ stalled: 'progress deadline exceeded' })],
      }),
      'failed',
      /progress deadline/,
    ],
    [
      'has a pod without an image',
      look({ pods: [pod({ problem: 'The image cannot be pulled' })] }),
      'failed',
      /^Deployment web: The image cannot be pulled$/,
    ],
    [
      'has such a pod of an older commit only',
      look({
        pods: [
          pod({ problem: 'The image cannot be pulled' }),
          pod({
            madeBy: 'ReplicaSet/web-7777',
            createdAt: '2026-02-02T11:59:30Z',
          }),
        ],
      }),
      'ready',
      /runs/,
    ],
    [
      'has a pod that fits nowhere',
      look({ pods: [pod({ problem: 'No node takes it', isStuck: false })] }),
      'deploying',
      /No node takes it/,
    ],
    [
      'has a job that failed',
      look({ jobs: [{ name: 'migrate', failed: 'backoff' } as never] }),
      'failed',
      /Job migrate: backoff/,
    ],
    [
      'is refused by the gateway',
      look({ routes: [route({ refused: 'no such listener' })] }),
      'failed',
      /refuses HTTPRoute web: no such listener/,
    ],
    [
      'has just got its route',
      look({ routes: [route({})] }),
      'deploying',
      /No gateway has taken/,
    ],
    [
      'has a route that no gateway takes',
      look({ routes: [route({ createdAt: LONG_AGO })] }),
      'failed',
      /Does the gateway run/,
    ],
    [
      'is routed',
      look({ routes: [route({ accepted: true })] }),
      'ready',
      /runs/,
    ],
  ])('says what one is doing that %s', (_, what, state, message) => {
    const said = previewState(what, NOW);
    expect(said.state).toBe(state);
    expect(said.message).toMatch(message);
  });
});
