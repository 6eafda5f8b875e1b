import type { KubernetesObject } from '@kubernetes/client-node';

/** Objects of a namespace that rules find, or nearly so. */
type Made = KubernetesObject & { [field: string]: unknown };

const container = { name: 'c', image: 'example.com/none:1' };
/** No kubelet takes it: it stays as it was made. */
const nowhere = { nodeSelector: { 'fairway.dev/test': 'nowhere' } };

export const claim = (
  namespace: string,
  name: string,
  more: object = {},
): Made => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name, namespace, ...more },
  spec: {
    accessModes: ['ReadWriteOnce'],
    storageClassName: 'none-such',
    resources: { requests: { storage: '1Gi' } },
  },
});

export const pod = (
  namespace: string,
  name: string,
  spec: object = {},
): Made => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace },
  spec: { containers: [container], ...nowhere, ...spec },
});

export const deployment = (
  namespace: string,
  name: string,
  more: { replicas?: number; pod?: object; container?: object } = {},
): Made => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace, labels: { app: name } },
  spec: {
    replicas: more.replicas ?? 1,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: {
        containers: [{ ...container, ...more.container }],
        ...nowhere,
        ...more.pod,
      },
    },
  },
});

export const statefulSet = (
  namespace: string,
  name: string,
  replicas: number,
  more: object = {},
): Made => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name, namespace },
  spec: {
    serviceName: name,
    replicas,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ ...container, ...more }], ...nowhere },
    },
    volumeClaimTemplates: [
      { metadata: { name: 'data' }, spec: claim(namespace, 'x').spec },
    ],
  },
});

export const daemonSet = (
  namespace: string,
  name: string,
  more: object = {},
): Made => ({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name, namespace },
  spec: {
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ ...container, ...more }], ...nowhere },
    },
  },
});

export const cronJob = (
  namespace: string,
  name: string,
  more: object = {},
): Made => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { name, namespace },
  spec: {
    schedule: '0 0 1 1 *',
    jobTemplate: {
      spec: {
        template: {
          spec: {
            containers: [{ ...container, ...more }],
            restartPolicy: 'Never',
            ...nowhere,
          },
        },
      },
    },
  },
});

export const job = (
  namespace: string,
  name: string,
  more: object = {},
): Made => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name, namespace },
  spec: {
    suspend: true,
    template: {
      spec: { containers: [container], restartPolicy: 'Never', ...nowhere },
    },
    ...more,
  },
});

/** Uses a claim. */
export const mounting = (claimName: string) => ({
  volumes: [{ name: 'v', persistentVolumeClaim: { claimName } }],
});
