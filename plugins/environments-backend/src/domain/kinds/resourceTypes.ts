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

/** Every resource type that this plugin reads or writes. */
export const TYPES = {
  Namespace: core('namespaces', 'Namespace'),
  ResourceQuota: core('resourcequotas', 'ResourceQuota'),
  LimitRange: core('limitranges', 'LimitRange'),
  ServiceAccount: core('serviceaccounts', 'ServiceAccount'),
  PersistentVolumeClaim: core(
    'persistentvolumeclaims',
    'PersistentVolumeClaim',
  ),
  Service: core('services', 'Service'),
  ConfigMap: core('configmaps', 'ConfigMap'),
  Secret: core('secrets', 'Secret'),
  Pod: core('pods', 'Pod'),
  NetworkPolicy: of('networking.k8s.io')('networkpolicies', 'NetworkPolicy'),
  RoleBinding: of('rbac.authorization.k8s.io')('rolebindings', 'RoleBinding'),
  Deployment: apps('deployments', 'Deployment'),
  StatefulSet: apps('statefulsets', 'StatefulSet'),
  Job: of('batch')('jobs', 'Job'),
  CronJob: of('batch')('cronjobs', 'CronJob'),
  PodDisruptionBudget: of('policy')(
    'poddisruptionbudgets',
    'PodDisruptionBudget',
  ),
  Ingress: of('networking.k8s.io')('ingresses', 'Ingress'),
  HTTPRoute: of('gateway.networking.k8s.io')('httproutes', 'HTTPRoute'),
  HorizontalPodAutoscaler: of('autoscaling', 'v2')(
    'horizontalpodautoscalers',
    'HorizontalPodAutoscaler',
  ),
} satisfies Record<string, ResourceType>;

/** A kind of {@link TYPES}. */
export type Kind = keyof typeof TYPES;
