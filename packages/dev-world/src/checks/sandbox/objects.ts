import { demoImage, podTemplate } from '../../shop/manifests/pod.ts';

const who = (name: string) => ({
  name,
  partOf: 'platform' as const,
  kubernetesId: null,
});
const SHAPE = { image: demoImage('1.0'), cpu: '50m', memory: '64Mi' };

/** What differs from a pod that a sandbox admits. */
export interface PodChanges {
  pod?: object;
  container?: object;
  /** Of their security contexts. */
  podSecurity?: object;
  security?: object;
}

/** A Deployment that a sandbox admits; on the real node if the world has one. */
export function deployment(
  name: string,
  options: { replicas: number; real: boolean },
) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      replicas: options.replicas,
      selector: { matchLabels: { 'app.kubernetes.io/name': name } },
      template: podTemplate(
        who(name),
        SHAPE,
        options.real ? 'real' : 'simulated',
      ),
    },
  };
}

/** A pod that a sandbox would admit, but for the changes. */
export function pod(name: string, changes: PodChanges = {}) {
  const { metadata, spec } = podTemplate(who(name), SHAPE);
  const [container] = spec.containers;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadata, name },
    spec: {
      ...spec,
      ...changes.pod,
      securityContext: { ...spec.securityContext, ...changes.podSecurity },
      containers: [
        {
          ...container,
          ...changes.container,
          securityContext: {
            ...container.securityContext,
            ...changes.security,
          },
        },
      ],
    },
  };
}

export const service = (name: string, type = 'ClusterIP') => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: {
    type,
    selector: { 'app.kubernetes.io/name': name },
    ports: [{ port: 80, targetPort: 8080 }],
  },
});

export const configMap = (name: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data: { colour: 'blue' },
});

export const claim = (name: string, storage: string) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name },
  spec: {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage } },
  },
});

const RBAC = 'rbac.authorization.k8s.io';

export const roleBinding = (name: string, role: string, cluster = false) => ({
  apiVersion: `${RBAC}/v1`,
  kind: cluster ? 'ClusterRoleBinding' : 'RoleBinding',
  metadata: { name },
  roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
  subjects: [{ apiGroup: RBAC, kind: 'User', name: 'backstage:default/alice' }],
});
