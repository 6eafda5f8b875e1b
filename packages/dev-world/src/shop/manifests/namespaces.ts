import type { KubeObject } from './types.ts';

export type Stage = 'dev' | 'staging' | 'production';

const namespace = (name: string, team: string, stage?: Stage): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name,
    labels: {
      'fairway.dev/team': team,
      ...(stage ? { 'fairway.dev/stage': stage } : {}),
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/warn': 'restricted',
    },
  },
});

const STAGES: Stage[] = ['dev', 'staging', 'production'];

export const namespaces: KubeObject[] = [
  ...STAGES.map(stage => namespace(`payments-${stage}`, 'payments', stage)),
  ...STAGES.map(stage => namespace(`shop-${stage}`, 'shop', stage)),
  namespace('shop-loadtest', 'shop', 'dev'),
  namespace('platform-tools', 'platform'),
];

/** Room for three pods of the load generator, which wants five. */
export const loadTestLimits: KubeObject[] = [
  {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'load-test', namespace: 'shop-loadtest' },
    spec: {
      hard: {
        'requests.cpu': '300m',
        'requests.memory': '384Mi',
        'limits.cpu': '2',
        'limits.memory': '512Mi',
        pods: '10',
      },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'load-test', namespace: 'shop-loadtest' },
    spec: {
      limits: [
        {
          type: 'Container',
          max: { cpu: '1', memory: '256Mi' },
          defaultRequest: { cpu: '50m', memory: '64Mi' },
          default: { cpu: '500m', memory: '128Mi' },
        },
      ],
    },
  },
];

/** What team Payments develops with: enough for now, but not for everything. */
export const paymentsRoom: KubeObject[] = [
  {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'team', namespace: 'payments-dev' },
    spec: { hard: { 'requests.cpu': '4', 'requests.memory': '8Gi' } },
  },
  {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'team', namespace: 'payments-dev' },
    spec: {
      limits: [
        {
          type: 'Container',
          // A quota asks every container to state what it takes.
          defaultRequest: { cpu: '50m', memory: '64Mi' },
        },
      ],
    },
  },
];
