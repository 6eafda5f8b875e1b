import type { ResourceType } from '@fairway-idp/backstage-plugin-fairway-node';

const core = (plural: string, kind: string): ResourceType => ({
  group: '',
  version: 'v1',
  plural,
  kind,
});

/** Every resource type that this plugin reads or writes. */
export const TYPES = {
  Namespace: core('namespaces', 'Namespace'),
  ResourceQuota: core('resourcequotas', 'ResourceQuota'),
  ServiceAccount: core('serviceaccounts', 'ServiceAccount'),
  PersistentVolumeClaim: core(
    'persistentvolumeclaims',
    'PersistentVolumeClaim',
  ),
  Service: core('services', 'Service'),
  ConfigMap: core('configmaps', 'ConfigMap'),
  Pod: core('pods', 'Pod'),
  NetworkPolicy: {
    group: 'networking.k8s.io',
    version: 'v1',
    plural: 'networkpolicies',
    kind: 'NetworkPolicy',
  },
  RoleBinding: {
    group: 'rbac.authorization.k8s.io',
    version: 'v1',
    plural: 'rolebindings',
    kind: 'RoleBinding',
  },
  Deployment: {
    group: 'apps',
    version: 'v1',
    plural: 'deployments',
    kind: 'Deployment',
  },
} satisfies Record<string, ResourceType>;

/** A kind of {@link TYPES}. */
export type Kind = keyof typeof TYPES;
