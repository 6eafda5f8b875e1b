import type { KubeObject } from '../shop/manifests/types.ts';

const RBAC = 'rbac.authorization.k8s.io';
const NAMESPACE = 'fairway-metrics';
const SERVICE = 'metrics-server';
const ACCOUNT = SERVICE;
const GROUP = 'metrics.k8s.io';
const VERSION = 'v1beta1';

/** Where the API server finds what it says. */
export const METRICS_API = `/apis/${GROUP}/${VERSION}`;

/** What the API server calls it by; its certificate says so. */
export const METRICS_HOST = `${SERVICE}.${NAMESPACE}.svc`;

/** Its account, whose token it shows. */
export const TOKEN = { name: 'metrics-server-token', namespace: NAMESPACE };

/** Seconds between two looks at each node; it takes no fewer. */
const RESOLUTION = 10;

/** On the address of the world's own link, which no other world has. */
const PORT = 4443;

const subjects = [
  { kind: 'ServiceAccount', name: ACCOUNT, namespace: NAMESPACE },
];

/** Everything that it runs by, and that makes the API server ask it. */
export function objects(options: {
  /** Not a loopback address: the API server takes none. */
  address: string;
  /** PEM; who signed its certificate. */
  authority: string;
}): KubeObject[] {
  const { address, authority } = options;
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: ACCOUNT, namespace: NAMESPACE },
      automountServiceAccountToken: false,
    },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        ...TOKEN,
        annotations: { 'kubernetes.io/service-account.name': ACCOUNT },
      },
      type: 'kubernetes.io/service-account-token',
    },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRole',
      metadata: { name: 'fairway:metrics' },
      rules: [
        { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] },
        {
          apiGroups: [''],
          resources: ['nodes', 'pods'],
          verbs: ['get', 'list', 'watch'],
        },
      ],
    },
    binding('ClusterRole', 'fairway:metrics'),
    // Asks the API server who somebody is, and what they may.
    binding('ClusterRole', 'system:auth-delegator'),
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata: { name: 'fairway:metrics', namespace: 'kube-system' },
      roleRef: {
        apiGroup: RBAC,
        kind: 'Role',
        name: 'extension-apiserver-authentication-reader',
      },
      subjects,
    },
    // As Kubernetes' own roles for people: who may view may see this too.
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRole',
      metadata: {
        name: 'fairway:metrics-reader',
        labels: {
          'rbac.authorization.k8s.io/aggregate-to-view': 'true',
        },
      },
      rules: [
        {
          apiGroups: [GROUP],
          resources: ['nodes', 'pods'],
          verbs: ['get', 'list', 'watch'],
        },
      ],
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: SERVICE, namespace: NAMESPACE },
      spec: { ports: [{ name: 'https', port: 443, targetPort: PORT }] },
    },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name: SERVICE,
        namespace: NAMESPACE,
        labels: { 'kubernetes.io/service-name': SERVICE },
      },
      addressType: 'IPv4',
      ports: [{ name: 'https', port: PORT, protocol: 'TCP' }],
      endpoints: [{ addresses: [address], conditions: { ready: true } }],
    },
    {
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      metadata: { name: `${VERSION}.${GROUP}` },
      spec: {
        group: GROUP,
        version: VERSION,
        service: { name: SERVICE, namespace: NAMESPACE, port: 443 },
        caBundle: Buffer.from(authority).toString('base64'),
        groupPriorityMinimum: 100,
        versionPriority: 100,
      },
    },
  ];
}

function binding(kind: string, name: string): KubeObject {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: `fairway:metrics:${name.replace(/^.*:/, '')}` },
    roleRef: { apiGroup: RBAC, kind, name },
    subjects,
  };
}

/** @param files where it finds what was written for it */
export const metricsArguments = (
  address: string,
  files: {
    kubeconfig: string;
    authority: string;
    certificate: string;
    key: string;
  },
): string[] => [
  `--bind-address=${address}`,
  `--secure-port=${PORT}`,
  `--tls-cert-file=${files.certificate}`,
  `--tls-private-key-file=${files.key}`,
  `--kubeconfig=${files.kubeconfig}`,
  `--authentication-kubeconfig=${files.kubeconfig}`,
  `--authorization-kubeconfig=${files.kubeconfig}`,
  `--kubelet-certificate-authority=${files.authority}`,
  '--kubelet-preferred-address-types=InternalIP',
  // kwok answers for all its nodes on one port of its own.
  '--kubelet-use-node-status-port',
  `--metric-resolution=${RESOLUTION}s`,
  `--kubelet-request-timeout=${RESOLUTION / 2}s`,
];
