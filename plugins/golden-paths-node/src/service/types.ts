import type { ResourceType } from '@fairway-idp/backstage-plugin-fairway-node';

const core = (plural: string, kind: string): ResourceType => ({
  group: '',
  version: 'v1',
  plural,
  kind,
});
const networking = (plural: string, kind: string): ResourceType => ({
  group: 'networking.k8s.io',
  version: 'v1',
  plural,
  kind,
});

/** The resource types that are read here. */
export const TYPES = {
  Namespace: core('namespaces', 'Namespace'),
  Pod: core('pods', 'Pod'),
  ResourceQuota: core('resourcequotas', 'ResourceQuota'),
  LimitRange: core('limitranges', 'LimitRange'),
  NetworkPolicy: networking('networkpolicies', 'NetworkPolicy'),
  Ingress: networking('ingresses', 'Ingress'),
  IngressClass: networking('ingressclasses', 'IngressClass'),
  Service: core('services', 'Service'),
  ConfigMap: core('configmaps', 'ConfigMap'),
  HTTPRoute: {
    group: 'gateway.networking.k8s.io',
    version: 'v1',
    plural: 'httproutes',
    kind: 'HTTPRoute',
  },
  Gateway: {
    group: 'gateway.networking.k8s.io',
    version: 'v1',
    plural: 'gateways',
    kind: 'Gateway',
  },
  Deployment: {
    group: 'apps',
    version: 'v1',
    plural: 'deployments',
    kind: 'Deployment',
  },
  ReplicaSet: {
    group: 'apps',
    version: 'v1',
    plural: 'replicasets',
    kind: 'ReplicaSet',
  },
} satisfies Record<string, ResourceType>;
