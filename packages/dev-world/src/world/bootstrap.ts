import { setTimeout as sleep } from 'node:timers/promises';
import type { Api, KubeObject } from './api.ts';
import { simulatedNode } from './simulatedNodes.ts';

const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const rbac = (kind: string, name: string) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind,
  metadata: { name },
});
const bind = (name: string, role: string, user: string) => ({
  ...rbac('ClusterRoleBinding', name),
  roleRef: {
    apiGroup: 'rbac.authorization.k8s.io',
    kind: 'ClusterRole',
    name: role,
  },
  subjects: [
    { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: user },
  ],
});

/** What kwok does, and no more. Kubernetes has no role for a program that plays many kubelets. */
const KWOK_ROLE = {
  ...rbac('ClusterRole', 'fairway:kwok'),
  rules: [
    { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'watch'] },
    {
      apiGroups: [''],
      resources: ['pods'],
      verbs: ['get', 'list', 'watch', 'patch', 'update', 'delete'],
    },
    {
      apiGroups: [''],
      resources: ['nodes/status', 'pods/status'],
      verbs: ['patch', 'update'],
    },
    {
      apiGroups: ['', 'events.k8s.io'],
      resources: ['events'],
      verbs: ['create', 'patch', 'update'],
    },
    {
      apiGroups: ['coordination.k8s.io'],
      resources: ['leases'],
      verbs: ['get', 'list', 'watch', 'create', 'patch', 'update'],
    },
  ],
};

/** What CoreDNS answers from: its `kubernetes` plugin without pod names. */
const COREDNS_ROLE = {
  ...rbac('ClusterRole', 'fairway:coredns'),
  rules: [
    {
      apiGroups: [''],
      resources: ['namespaces', 'services'],
      verbs: ['list', 'watch'],
    },
    {
      apiGroups: ['discovery.k8s.io'],
      resources: ['endpointslices'],
      verbs: ['list', 'watch'],
    },
  ],
};

/** Rights that the parts of this world need beyond what Kubernetes gives by itself. */
export async function applyRights(api: Api): Promise<void> {
  const objects: { path: string; object: KubeObject }[] = [
    { path: `${RBAC}/clusterroles`, object: KWOK_ROLE },
    { path: `${RBAC}/clusterroles`, object: COREDNS_ROLE },
    {
      path: `${RBAC}/clusterrolebindings`,
      object: bind('fairway:coredns', 'fairway:coredns', 'fairway:coredns'),
    },
    {
      path: `${RBAC}/clusterrolebindings`,
      object: bind('fairway:kwok', 'fairway:kwok', 'fairway:kwok'),
    },
    {
      path: `${RBAC}/clusterrolebindings`,
      // Logs, exec and port-forward of real pods.
      object: bind(
        'fairway:apiserver-to-kubelet',
        'system:kubelet-api-admin',
        'kube-apiserver-kubelet-client',
      ),
    },
  ];
  await Promise.all(
    objects.map(({ path, object }) =>
      api.apply(`${path}/${object.metadata.name}`, object),
    ),
  );
}

export async function createSimulatedNodes(
  api: Api,
  names: string[],
): Promise<void> {
  await Promise.all(
    names.map(name => api.apply(`/api/v1/nodes/${name}`, simulatedNode(name))),
  );
}

export interface NodeObject extends KubeObject {
  status?: {
    conditions?: { type: string; status: string }[];
    nodeInfo?: { kubeletVersion?: string };
  };
}

export const isReady = (node: NodeObject) =>
  node.status?.conditions?.some(
    condition => condition.type === 'Ready' && condition.status === 'True',
  ) ?? false;

export async function listNodes(api: Api): Promise<NodeObject[]> {
  return (await api.get<{ items: NodeObject[] }>('/api/v1/nodes')).items;
}

export interface Patience {
  timeoutMs?: number;
  everyMs?: number;
  signal?: AbortSignal;
  /** Throws when waiting has become pointless, as when the program waited for has ended. */
  stillPossible?: () => void;
}

/** Asks again and again until the answer is yes; a failing question counts as no. */
export async function until(
  what: string,
  ask: () => Promise<boolean>,
  patience: Patience = {},
): Promise<void> {
  const { timeoutMs = 60_000, everyMs = 100, signal, stillPossible } = patience;
  const deadline = Date.now() + timeoutMs;
  let last: unknown;
  while (Date.now() < deadline) {
    signal?.throwIfAborted();
    stillPossible?.();
    try {
      if (await ask()) {
        return;
      }
    } catch (error) {
      last = error;
    }
    await sleep(everyMs, undefined, { signal });
  }
  const hint = last instanceof Error ? ` (last: ${last.message})` : '';
  throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${what}${hint}`, {
    cause: last,
  });
}

/** Until pods can be created in the default namespace: its service account and the authority's ConfigMap are there. */
export async function waitForDefaults(
  api: Api,
  patience: Patience,
): Promise<void> {
  const namespace = '/api/v1/namespaces/default';
  await until(
    'the default service account',
    async () =>
      (await api.exists(`${namespace}/serviceaccounts/default`)) &&
      (await api.exists(`${namespace}/configmaps/kube-root-ca.crt`)),
    patience,
  );
}

export async function waitForNodes(
  api: Api,
  names: string[],
  patience: Patience,
): Promise<void> {
  await until(
    `nodes ${names.join(', ')} to be ready`,
    async () => {
      const ready = new Set(
        (await listNodes(api)).filter(isReady).map(node => node.metadata.name),
      );
      return names.every(name => ready.has(name));
    },
    { timeoutMs: 90_000, everyMs: 200, ...patience },
  );
}

/** What pods may ask for of the disk of the real node. */
const EPHEMERAL_STORAGE = '20Gi';

/**
 * Where the kubelet cannot count what pods write, it does not say how much there
 * is, and no pod that asks for some would be scheduled. What is said in its place
 * the kubelet leaves as it is.
 */
export async function stateEphemeralStorage(
  api: Api,
  names: string[],
): Promise<void> {
  const amounts = { 'ephemeral-storage': EPHEMERAL_STORAGE };
  await Promise.all(
    names.map(name =>
      api.text('PATCH', `/api/v1/nodes/${name}/status`, {
        contentType: 'application/merge-patch+json',
        body: { status: { capacity: amounts, allocatable: amounts } },
      }),
    ),
  );
}
