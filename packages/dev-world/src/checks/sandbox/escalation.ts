import type { Api } from '../../world/api.ts';
import type { Attempt } from './attempt.ts';
import { roleBinding } from './objects.ts';
import { core, forbidden, group } from './refusals.ts';

/** The verb depends on whether the cluster constrains impersonation. */
const IMPERSONATION = /cannot impersonate\S* resource/;
const MERGE = 'application/merge-patch+json';

/** Ways to more rights than an owner has. */
export function escalation(
  api: Api,
  namespace: string,
  podName: string,
): Attempt[] {
  const home = core(namespace);
  const rbac = group('rbac.authorization.k8s.io/v1', namespace);
  const walls = group('networking.k8s.io/v1', namespace);
  return [
    ...rights(api, rbac),
    ...guardRails(api, home, walls),
    ...namespaces(api, home),
    ...others(api, home, podName),
  ];
}

const post = (api: Api, path: string, body: object) => () =>
  api.text('POST', path, { body });
const patch = (api: Api, path: string, body: object) => () =>
  api.text('PATCH', path, { body, contentType: MERGE });
const remove = (api: Api, path: string) => () => api.text('DELETE', path);

function rights(api: Api, rbac: string): Attempt[] {
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const rules = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }];
  return [
    {
      what: 'create a Role',
      try: post(api, `${rbac}/roles`, {
        apiVersion,
        kind: 'Role',
        metadata: { name: 'all' },
        rules,
      }),
      refused: forbidden('roles'),
    },
    {
      what: 'bind oneself to admin',
      try: post(api, `${rbac}/rolebindings`, roleBinding('more', 'admin')),
      refused: forbidden('rolebindings'),
    },
    {
      what: 'bind oneself to cluster-admin in the namespace',
      try: post(
        api,
        `${rbac}/rolebindings`,
        roleBinding('most', 'cluster-admin'),
      ),
      refused: forbidden('rolebindings'),
    },
    {
      what: 'bind oneself to cluster-admin everywhere',
      try: post(
        api,
        '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
        roleBinding('all', 'cluster-admin', true),
      ),
      refused: forbidden('clusterrolebindings'),
    },
    {
      what: 'let somebody else in by the own binding',
      try: patch(api, `${rbac}/rolebindings/fairway-owner`, { subjects: [] }),
      refused: forbidden('rolebindings'),
    },
    {
      what: 'change the role that all owners have',
      try: patch(
        api,
        '/apis/rbac.authorization.k8s.io/v1/clusterroles/fairway-environment-developer',
        { rules },
      ),
      refused: forbidden('clusterroles'),
    },
  ];
}

function guardRails(api: Api, home: string, walls: string): Attempt[] {
  return [
    {
      what: 'raise the quota',
      try: patch(api, `${home}/resourcequotas/fairway`, {
        spec: { hard: { pods: '1000' } },
      }),
      refused: forbidden('resourcequotas'),
    },
    {
      what: 'delete the quota',
      try: remove(api, `${home}/resourcequotas/fairway`),
      refused: forbidden('resourcequotas'),
    },
    {
      what: 'change the LimitRange',
      try: patch(api, `${home}/limitranges/fairway`, { spec: { limits: [] } }),
      refused: forbidden('limitranges'),
    },
    {
      what: 'delete the default-deny NetworkPolicy',
      try: remove(api, `${walls}/networkpolicies/fairway-default-deny`),
      refused: forbidden('networkpolicies'),
    },
    {
      what: 'add a NetworkPolicy that allows everything',
      try: post(api, `${walls}/networkpolicies`, {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'open' },
        spec: {
          podSelector: {},
          policyTypes: ['Ingress', 'Egress'],
          ingress: [{}],
          egress: [{}],
        },
      }),
      refused: forbidden('networkpolicies'),
    },
  ];
}

function namespaces(api: Api, home: string): Attempt[] {
  const refused = forbidden('namespaces');
  const metadata = (change: object) => patch(api, home, { metadata: change });
  return [
    {
      what: 'turn Pod Security off by the namespace’s label',
      try: metadata({
        labels: { 'pod-security.kubernetes.io/enforce': 'privileged' },
      }),
      refused,
    },
    {
      what: 'take Fairway’s label from the namespace',
      try: metadata({ labels: { 'fairway.dev/managed': null } }),
      refused,
    },
    {
      what: 'live for ever by the namespace’s annotation',
      try: metadata({ annotations: { 'fairway.dev/expires-at': null } }),
      refused,
    },
    { what: 'delete the namespace', try: remove(api, home), refused },
    {
      what: 'create a namespace',
      try: post(api, '/api/v1/namespaces', {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'check-mine' },
      }),
      refused,
    },
    {
      what: 'list all namespaces',
      try: () => api.text('GET', '/api/v1/namespaces'),
      refused,
    },
  ];
}

function others(api: Api, home: string, podName: string): Attempt[] {
  const as = (headers: Record<string, string>) => () =>
    api.text('GET', `${home}/pods`, { headers });
  return [
    {
      what: 'be another user',
      try: as({ 'Impersonate-User': 'backstage:default/platform' }),
      refused: IMPERSONATION,
    },
    {
      what: 'be the cluster’s administrator',
      try: as({
        'Impersonate-User': 'backstage:default/alice',
        'Impersonate-Group': 'system:masters',
      }),
      refused: IMPERSONATION,
    },
    ...['default', 'fairway-operator'].map(account => ({
      what: `get a token of the service account ${account}`,
      try: post(
        api,
        `${
          account === 'default' ? home : core('fairway-system')
        }/serviceaccounts/${account}/token`,
        {
          apiVersion: 'authentication.k8s.io/v1',
          kind: 'TokenRequest',
          spec: {},
        },
      ),
      refused: forbidden('serviceaccounts/token'),
    })),
    {
      what: 'create a service account',
      try: post(api, `${home}/serviceaccounts`, {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'mine' },
      }),
      refused: forbidden('serviceaccounts'),
    },
    {
      what: 'put an ephemeral container into a pod',
      try: patch(api, `${home}/pods/${podName}/ephemeralcontainers`, {
        spec: { ephemeralContainers: [{ name: 'debug', image: 'x' }] },
      }),
      refused: forbidden('pods/ephemeralcontainers'),
    },
    {
      what: 'list nodes',
      try: () => api.text('GET', '/api/v1/nodes'),
      refused: forbidden('nodes'),
    },
    {
      what: 'reach a kubelet through the API server',
      try: () => api.text('GET', '/api/v1/nodes/real-0/proxy/pods'),
      refused: forbidden('nodes/proxy'),
    },
    {
      what: 'create a PersistentVolume',
      try: post(api, '/api/v1/persistentvolumes', {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: { name: 'mine' },
        spec: {
          capacity: { storage: '1Gi' },
          accessModes: ['ReadWriteOnce'],
          hostPath: { path: '/' },
        },
      }),
      refused: forbidden('persistentvolumes'),
    },
    {
      what: 'create an admission webhook',
      try: post(
        api,
        '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations',
        {
          apiVersion: 'admissionregistration.k8s.io/v1',
          kind: 'ValidatingWebhookConfiguration',
          metadata: { name: 'mine' },
        },
      ),
      refused: forbidden('validatingwebhookconfigurations'),
    },
  ];
}
