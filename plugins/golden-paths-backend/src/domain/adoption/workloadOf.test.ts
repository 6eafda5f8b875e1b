import type { V1Pod } from '@kubernetes/client-node';
import { workloadOf, type Workload } from './workloadOf';

const POD = { containers: [{ name: 'app', image: 'x' }] };

const workload = (
  kind: string,
  pod: object = {},
  more: object = {},
): Workload => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: {
    name: 'cart',
    namespace: 'shop',
    creationTimestamp: new Date('2026-02-01T10:00:00Z'),
  },
  spec: {
    selector: { matchLabels: { app: 'cart' } },
    template: { spec: { ...POD, ...pod } },
    ...more,
  },
});

const readyPod = (at: string, labels = { app: 'cart' }): V1Pod => ({
  metadata: { name: 'p', namespace: 'shop', labels },
  status: {
    conditions: [
      { type: 'Ready', status: 'True', lastTransitionTime: new Date(at) },
    ],
  },
});

describe('workloadOf', () => {
  it.each<[string, Workload, string[]]>([
    ['nothing that is special', workload('Deployment'), []],
    ['a StatefulSet', workload('StatefulSet'), ['StatefulSet']],
    ['a DaemonSet', workload('DaemonSet'), ['DaemonSet']],
    [
      'a volume that stays',
      workload('StatefulSet', {}, { volumeClaimTemplates: [{}] }),
      ['StatefulSet', 'persistent volume'],
    ],
    [
      'a claim',
      workload('Deployment', {
        volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'c' } }],
      }),
      ['persistent volume'],
    ],
    [
      'a device',
      workload('Deployment', {
        containers: [
          {
            name: 'a',
            resources: { limits: { cpu: '1', 'nvidia.com/gpu': 1 } },
          },
        ],
      }),
      ['nvidia.com/gpu'],
    ],
    [
      'the host',
      workload('Deployment', {
        hostNetwork: true,
        volumes: [{ name: 'v', hostPath: { path: '/' } }],
        containers: [{ name: 'a', securityContext: { privileged: true } }],
      }),
      ['host network', 'host path', 'privileged container'],
    ],
    [
      'more containers',
      workload('Deployment', {
        containers: [{ name: 'a' }, { name: 'b' }],
        initContainers: [{ name: 'i' }],
      }),
      ['init container', 'sidecar'],
    ],
    [
      'other ports',
      workload('Deployment', {
        containers: [{ name: 'a', ports: [{ protocol: 'UDP' }] }],
      }),
      ['UDP port'],
    ],
    [
      'the Kubernetes API',
      workload('Deployment', { serviceAccountName: 'reader' }),
      ['Kubernetes API'],
    ],
    [
      'an account without a token',
      workload('Deployment', {
        serviceAccountName: 'reader',
        automountServiceAccountToken: false,
      }),
      [],
    ],
  ])('uses %s', (_, object, uses) => {
    expect(workloadOf('dev', object, new Map()).uses).toEqual(uses);
  });

  it('is ready since the first of its own pods was', () => {
    const pods = new Map([
      [
        'shop',
        [
          readyPod('2026-02-01T10:03:00Z'),
          readyPod('2026-02-01T10:01:00Z'),
          readyPod('2026-02-01T10:00:30Z', { app: 'other' }),
        ],
      ],
    ]);
    expect(workloadOf('dev', workload('Deployment'), pods)).toMatchObject({
      createdAt: '2026-02-01T10:00:00.000Z',
      readyAt: '2026-02-01T10:01:00.000Z',
      owned: false,
    });
  });

  it('is ready, as a CronJob, since a run of it succeeded', () => {
    const object: Workload = {
      kind: 'CronJob',
      metadata: { name: 'c', namespace: 'shop' },
      spec: { jobTemplate: { spec: { template: { spec: POD } } } },
      status: { lastSuccessfulTime: '2026-02-01T11:00:00Z' },
    };
    expect(workloadOf('dev', object, new Map()).readyAt).toBe(
      '2026-02-01T11:00:00.000Z',
    );
  });
});
