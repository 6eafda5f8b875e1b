import type { KubeObject } from '../shop/manifests/types.ts';

const RBAC = 'rbac.authorization.k8s.io';
const GATEWAY_API = 'gateway.networking.k8s.io';
const NAMESPACE = 'fairway-gateway';

export const NAMES = {
  gatewayClass: 'fairway',
  gateway: { namespace: NAMESPACE, name: 'fairway', listener: 'web' },
  ingressClass: 'fairway',
};

/** Its account, whose token the gateway shows. */
export const TOKEN = { name: 'gateway-token', namespace: NAMESPACE };

const read = ['get', 'list', 'watch'];

/** What the gateway runs by: an account that may read what it routes, and write what came of it. */
export const access: KubeObject[] = [
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: NAMESPACE },
  },
  {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'gateway', namespace: NAMESPACE },
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      ...TOKEN,
      annotations: { 'kubernetes.io/service-account.name': 'gateway' },
    },
    type: 'kubernetes.io/service-account-token',
  },
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRole',
    metadata: { name: 'fairway:gateway' },
    rules: [
      {
        apiGroups: [''],
        // It does not start without Secrets, where certificates would be.
        resources: ['services', 'secrets', 'configmaps', 'namespaces', 'nodes'],
        verbs: read,
      },
      {
        apiGroups: ['discovery.k8s.io'],
        resources: ['endpointslices'],
        verbs: read,
      },
      {
        apiGroups: ['networking.k8s.io'],
        resources: ['ingresses', 'ingressclasses'],
        verbs: read,
      },
      {
        apiGroups: ['networking.k8s.io'],
        resources: ['ingresses/status'],
        verbs: ['update', 'patch'],
      },
      {
        apiGroups: [GATEWAY_API],
        resources: ['*'],
        verbs: read,
      },
      {
        apiGroups: [GATEWAY_API],
        resources: ['*/status'],
        verbs: ['update', 'patch'],
      },
    ],
  },
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: 'fairway:gateway' },
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'fairway:gateway' },
    subjects: [
      { kind: 'ServiceAccount', name: 'gateway', namespace: NAMESPACE },
    ],
  },
];

/** One gateway for everybody: any namespace may hang a route on it. */
export function gateway(port: number): KubeObject[] {
  return [
    {
      apiVersion: `${GATEWAY_API}/v1`,
      kind: 'GatewayClass',
      metadata: { name: NAMES.gatewayClass },
      spec: { controllerName: 'traefik.io/gateway-controller' },
    },
    {
      apiVersion: `${GATEWAY_API}/v1`,
      kind: 'Gateway',
      metadata: {
        name: NAMES.gateway.name,
        namespace: NAMES.gateway.namespace,
      },
      spec: {
        gatewayClassName: NAMES.gatewayClass,
        listeners: [
          {
            name: NAMES.gateway.listener,
            protocol: 'HTTP',
            port,
            allowedRoutes: { namespaces: { from: 'All' } },
          },
        ],
      },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: NAMES.ingressClass },
      spec: { controller: 'traefik.io/ingress-controller' },
    },
  ];
}

export function traefikArguments(port: number): string[] {
  return [
    '--global.checknewversion=false',
    '--global.sendanonymoususage=false',
    '--log.level=WARN',
    `--entrypoints.web.address=127.0.0.1:${port}`,
    '--providers.kubernetesgateway=true',
    '--providers.kubernetesgateway.statusaddress.hostname=localhost',
    '--providers.kubernetesingress=true',
    `--providers.kubernetesingress.ingressclass=${NAMES.ingressClass}`,
    '--providers.kubernetesingress.ingressendpoint.hostname=localhost',
  ];
}
