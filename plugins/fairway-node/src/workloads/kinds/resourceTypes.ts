import type { WorkloadKind } from '@fairway-idp/backstage-plugin-fairway-common';
import type { ResourceType } from '../../client/types';

const apps = (plural: string, kind: string): ResourceType => ({
  group: 'apps',
  version: 'v1',
  plural,
  kind,
});
const batch = (plural: string, kind: string): ResourceType => ({
  group: 'batch',
  version: 'v1',
  plural,
  kind,
});
const core = (plural: string, kind: string): ResourceType => ({
  group: '',
  version: 'v1',
  plural,
  kind,
});

/** The resource type of each kind of workload. @public */
export const WORKLOAD_TYPES: Record<WorkloadKind, ResourceType> = {
  Deployment: apps('deployments', 'Deployment'),
  StatefulSet: apps('statefulsets', 'StatefulSet'),
  DaemonSet: apps('daemonsets', 'DaemonSet'),
  CronJob: batch('cronjobs', 'CronJob'),
  Job: batch('jobs', 'Job'),
};

/** The other resource types that this plugin reads. @public */
export const TYPES = {
  ReplicaSet: apps('replicasets', 'ReplicaSet'),
  ControllerRevision: apps('controllerrevisions', 'ControllerRevision'),
  Pod: core('pods', 'Pod'),
  Event: core('events', 'Event'),
  Namespace: core('namespaces', 'Namespace'),
  ResourceQuota: core('resourcequotas', 'ResourceQuota'),
  LimitRange: core('limitranges', 'LimitRange'),
  HorizontalPodAutoscaler: {
    group: 'autoscaling',
    version: 'v2',
    plural: 'horizontalpodautoscalers',
    kind: 'HorizontalPodAutoscaler',
  },
} satisfies Record<string, ResourceType>;
