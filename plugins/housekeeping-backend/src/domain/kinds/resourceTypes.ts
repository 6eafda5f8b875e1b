import type { ResourceType } from '@fairway-idp/backstage-plugin-fairway-node';

const core = (plural: string, kind: string): ResourceType => ({
  group: '',
  version: 'v1',
  plural,
  kind,
});
const of =
  (group: string, version = 'v1') =>
  (plural: string, kind: string): ResourceType => ({
    group,
    version,
    plural,
    kind,
  });
const apps = of('apps');
const batch = of('batch');

/** Every resource type that this plugin reads or writes by name. */
export const TYPES = {
  Namespace: core('namespaces', 'Namespace'),
  Node: core('nodes', 'Node'),
  NodeMetrics: of('metrics.k8s.io', 'v1beta1')('nodes', 'NodeMetrics'),
  Pod: core('pods', 'Pod'),
  PersistentVolumeClaim: core(
    'persistentvolumeclaims',
    'PersistentVolumeClaim',
  ),
  Job: batch('jobs', 'Job'),
  CronJob: batch('cronjobs', 'CronJob'),
  Deployment: apps('deployments', 'Deployment'),
  StatefulSet: apps('statefulsets', 'StatefulSet'),
  DaemonSet: apps('daemonsets', 'DaemonSet'),
  ReplicaSet: apps('replicasets', 'ReplicaSet'),
  PodDisruptionBudget: of('policy')(
    'poddisruptionbudgets',
    'PodDisruptionBudget',
  ),
} satisfies Record<string, ResourceType>;
