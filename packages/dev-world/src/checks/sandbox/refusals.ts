import type { Api } from '../../world/api.ts';
import type { Attempt } from './attempt.ts';
import {
  claim,
  configMap,
  deployment,
  pod,
  service,
  type PodChanges,
} from './objects.ts';

/** The words of RBAC. */
export const forbidden = (resource: string) =>
  new RegExp(`cannot \\w+ resource "${resource}"`);
export const core = (namespace: string) => `/api/v1/namespaces/${namespace}`;
export const group = (name: string, namespace: string) =>
  `/apis/${name}/namespaces/${namespace}`;

/** More than the tier gives, in total or to one container. */
export function moreThanQuota(api: Api, namespace: string): Attempt[] {
  const create = (what: string, path: string, body: object): Attempt => ({
    what,
    try: () => api.text('POST', `${core(namespace)}/${path}`, { body }),
    refused: /exceeded quota: fairway, requested: \S+, used: \S+, limited: \S+/,
  });
  const resources = (cpu: string) => ({
    resources: { requests: { cpu }, limits: { cpu, memory: '64Mi' } },
  });
  return [
    create(
      'a pod that asks for 3 CPUs of 1',
      'pods',
      pod('greedy', { container: resources('3') }),
    ),
    {
      ...create(
        'a container that may use 5 CPUs of 4',
        'pods',
        pod('huge', { container: resources('5') }),
      ),
      refused: /maximum cpu usage per Container is 4/,
    },
    create('a volume of 1 TiB', 'persistentvolumeclaims', claim('huge', '1Ti')),
    create(
      'a Service of type LoadBalancer',
      'services',
      service('lb', 'LoadBalancer'),
    ),
    create(
      'a Service of type NodePort',
      'services',
      service('port', 'NodePort'),
    ),
  ];
}

/** What Pod Security `restricted` keeps out, each for its own reason. */
export function unsafePods(api: Api, namespace: string): Attempt[] {
  const attempt = (
    what: string,
    reason: string,
    changes: PodChanges,
  ): Attempt => ({
    what: `a pod ${what}`,
    try: () =>
      api.text('POST', `${core(namespace)}/pods`, {
        body: pod('unsafe', changes),
      }),
    refused: new RegExp(
      `violates PodSecurity "restricted:latest": (.*, )?${reason}`,
    ),
  });
  return [
    attempt('that is privileged', 'privileged \\(', {
      security: { privileged: true, allowPrivilegeEscalation: true },
    }),
    attempt('that runs as root', 'runAsUser=0 \\(', {
      podSecurity: { runAsUser: 0 },
    }),
    attempt('that may run as anybody', 'runAsNonRoot != true', {
      podSecurity: { runAsNonRoot: false },
    }),
    attempt('with the host’s file system', 'restricted volume types', {
      pod: { volumes: [{ name: 'host', hostPath: { path: '/' } }] },
    }),
    attempt('on the host’s network', '.*hostNetwork=true', {
      pod: { hostNetwork: true },
    }),
    attempt('among the host’s processes', '.*hostPID=true', {
      pod: { hostPID: true },
    }),
    attempt('on a port of the host', 'hostPort \\(', {
      container: { ports: [{ containerPort: 80, hostPort: 80 }] },
    }),
    attempt('with a capability', 'unrestricted capabilities', {
      security: { capabilities: { add: ['SYS_ADMIN'], drop: ['ALL'] } },
    }),
    attempt('that may gain privileges', 'allowPrivilegeEscalation != false', {
      security: { allowPrivilegeEscalation: true },
    }),
    attempt('with no seccomp profile', 'seccompProfile', {
      podSecurity: { seccompProfile: { type: 'Unconfined' } },
    }),
  ];
}

/** A namespace that belongs to somebody else. */
export function foreignNamespace(api: Api, namespace: string): Attempt[] {
  const read = (resource: string, path: string): Attempt => ({
    what: `read ${resource} of ${namespace}`,
    try: () => api.text('GET', path),
    refused: forbidden(resource),
  });
  const write = (resource: string, path: string, body: object): Attempt => ({
    what: `create in ${resource} of ${namespace}`,
    try: () => api.text('POST', `${path}/${resource}`, { body }),
    refused: forbidden(resource),
  });
  const apps = group('apps/v1', namespace);
  return [
    read('namespaces', core(namespace)),
    read('pods', `${core(namespace)}/pods`),
    read('secrets', `${core(namespace)}/secrets`),
    read('configmaps', `${core(namespace)}/configmaps/kube-root-ca.crt`),
    read('deployments', `${apps}/deployments`),
    write('configmaps', core(namespace), configMap('mine')),
    write('pods', core(namespace), pod('mine')),
    write(
      'deployments',
      apps,
      deployment('mine', { replicas: 1, real: false }),
    ),
  ];
}

/** Secrets of the system, and those of everybody. */
export function foreignSecrets(api: Api): Attempt[] {
  return [
    `${core('kube-system')}/secrets`,
    `${core('fairway-system')}/secrets`,
    `${core('fairway-system')}/secrets/fairway-operator-token`,
    '/api/v1/secrets',
  ].map(path => ({
    what: `GET ${path}`,
    try: () => api.text('GET', path),
    refused: forbidden('secrets'),
  }));
}
