import type { KubernetesObject } from '@kubernetes/client-node';

/** What is needed before what needs it. Kinds that are not here come in between. */
const FIRST = [
  'Namespace',
  'ResourceQuota',
  'LimitRange',
  'NetworkPolicy',
  'ServiceAccount',
  'Role',
  'RoleBinding',
  'ConfigMap',
  'Secret',
  'ExternalSecret',
  'SecretProviderClass',
  'PersistentVolumeClaim',
  'Service',
];
const LAST = [
  'StatefulSet',
  'Deployment',
  'DaemonSet',
  'Job',
  'CronJob',
  'PodDisruptionBudget',
  'HorizontalPodAutoscaler',
  'Ingress',
  'HTTPRoute',
];

/** In the order in which they are to be applied; equals keep theirs. */
export function inApplyOrder<T extends KubernetesObject>(
  objects: readonly T[],
): T[] {
  return [...objects].sort((one, other) => rank(one) - rank(other));
}

function rank({ kind = '' }: KubernetesObject): number {
  const first = FIRST.indexOf(kind);
  if (first >= 0) {
    return first;
  }
  const last = LAST.indexOf(kind);
  return FIRST.length + (last < 0 ? 0 : last + 1);
}
