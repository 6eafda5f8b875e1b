import type { KubeObject } from './types.ts';

const RBAC = 'rbac.authorization.k8s.io';

/** A catalog group, by the name that the portal impersonates it with. */
const group = (name: string) => `backstage:default/${name}`;

const subjects = (name: string) => [
  { apiGroup: RBAC, kind: 'Group', name: group(name) },
];
const clusterRole = (name: string) => ({
  apiGroup: RBAC,
  kind: 'ClusterRole',
  name,
});

const binding = (
  team: string,
  namespace: string,
  role: 'operator' | 'viewer',
): KubeObject => ({
  apiVersion: `${RBAC}/v1`,
  kind: 'RoleBinding',
  metadata: { name: `${team}-${role}`, namespace },
  roleRef: clusterRole(`fairway-workload-${role}`),
  subjects: subjects(team),
});

/** Where a team starts services from golden paths, and takes them back. */
const starter = (team: string, namespace: string): KubeObject[] =>
  ['user', 'undoer'].map(role => ({
    apiVersion: `${RBAC}/v1`,
    kind: 'RoleBinding',
    metadata: { name: `${team}-golden-path-${role}`, namespace },
    roleRef: clusterRole(`fairway-golden-path-${role}`),
    subjects: subjects(team),
  }));

/** As whom the portal may act here: the shop's groups in place of the example in deploy/. */
const actorPeople: KubeObject[] = [
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRole',
    metadata: { name: 'fairway-actor-people' },
    rules: [
      { apiGroups: [''], resources: ['users'], verbs: ['impersonate'] },
      {
        apiGroups: [''],
        resources: ['groups'],
        verbs: ['impersonate'],
        resourceNames: ['payments', 'shop', 'platform'].map(group),
      },
    ],
  },
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: 'fairway-actor-people' },
    roleRef: clusterRole('fairway-actor-people'),
    subjects: [
      {
        kind: 'ServiceAccount',
        name: 'fairway-actor',
        namespace: 'fairway-system',
      },
    ],
  },
];

/** Tokens that last as long as the world: nothing here could renew shorter ones. */
const tokens = ['fairway-reader', 'fairway-actor', 'fairway-operator'].map(
  (account): KubeObject => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: `${account}-token`,
      namespace: 'fairway-system',
      annotations: { 'kubernetes.io/service-account.name': account },
    },
    type: 'kubernetes.io/service-account-token',
  }),
);

/** Teams act where they develop and look at production; the platform team acts everywhere. */
export const access: KubeObject[] = [
  binding('payments', 'payments-dev', 'operator'),
  binding('payments', 'payments-staging', 'operator'),
  binding('payments', 'payments-production', 'viewer'),
  binding('shop', 'shop-dev', 'operator'),
  binding('shop', 'shop-staging', 'operator'),
  binding('shop', 'shop-loadtest', 'operator'),
  binding('shop', 'shop-production', 'viewer'),
  ...starter('payments', 'payments-dev'),
  ...starter('payments', 'payments-staging'),
  ...starter('shop', 'shop-dev'),
  ...starter('shop', 'shop-staging'),
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: 'platform-operator' },
    roleRef: clusterRole('fairway-workload-operator'),
    subjects: subjects('platform'),
  },
  ...actorPeople,
  ...tokens,
];
