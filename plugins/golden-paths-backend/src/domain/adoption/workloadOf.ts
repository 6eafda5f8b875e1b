import type {
  KubernetesObject,
  V1Pod,
  V1PodSpec,
  V1PodTemplateSpec,
} from '@kubernetes/client-node';
import { GOLDEN_PATH_ANNOTATIONS } from '@fairway-idp/backstage-plugin-fairway-common';
import type { SeenWorkload } from './types';

const ID = 'backstage.io/kubernetes-id';

/** As much of Deployment, StatefulSet, DaemonSet and CronJob as is asked for. */
export type Workload = KubernetesObject & {
  spec?: {
    selector?: { matchLabels?: Record<string, string> };
    template?: V1PodTemplateSpec;
    jobTemplate?: { spec?: { template?: V1PodTemplateSpec } };
    volumeClaimTemplates?: unknown[];
  };
  status?: { lastSuccessfulTime?: string | Date };
};

/** Pods of a cluster by namespace. */
export type PodsByNamespace = ReadonlyMap<string, readonly V1Pod[]>;

/** What adoption sees of a workload. */
export function workloadOf(
  cluster: string,
  object: Workload,
  pods: PodsByNamespace,
): SeenWorkload {
  const { metadata, kind = '' } = object;
  const task = metadata?.annotations?.[GOLDEN_PATH_ANNOTATIONS.run];
  const kubernetesId = metadata?.labels?.[ID];
  const readyAt = readyAtOf(object, pods);
  return {
    ...{ cluster, kind },
    namespace: metadata?.namespace ?? '',
    name: metadata?.name ?? '',
    ...(task && { task }),
    ...(kubernetesId && { kubernetesId }),
    owned: (metadata?.ownerReferences ?? []).some(one => one.controller),
    createdAt: timeOf(metadata?.creationTimestamp) ?? '',
    ...(readyAt && { readyAt }),
    uses: usesOf(object),
  };
}

function timeOf(time: string | Date | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}

/** The first of its pods that is ready; of a CronJob, the first run that succeeded. */
function readyAtOf(
  { kind, metadata, spec, status }: Workload,
  pods: PodsByNamespace,
): string | undefined {
  if (kind === 'CronJob') {
    return timeOf(status?.lastSuccessfulTime);
  }
  const labels = Object.entries(spec?.selector?.matchLabels ?? {});
  if (labels.length === 0) {
    return undefined;
  }
  return (pods.get(metadata?.namespace ?? '') ?? [])
    .filter(pod =>
      labels.every(([key, value]) => pod.metadata?.labels?.[key] === value),
    )
    .flatMap(pod => readySince(pod) ?? [])
    .sort()[0];
}

function readySince({ status }: V1Pod): string | undefined {
  const ready = status?.conditions?.find(
    one => one.type === 'Ready' && one.status === 'True',
  );
  return timeOf(ready?.lastTransitionTime);
}

/** Something that a workload may use, by the name under which it is grouped. */
const USES: ReadonlyArray<
  [string, (workload: Workload, pod: V1PodSpec) => boolean]
> = [
  ['StatefulSet', ({ kind }) => kind === 'StatefulSet'],
  ['DaemonSet', ({ kind }) => kind === 'DaemonSet'],
  [
    'persistent volume',
    ({ spec }, { volumes = [] }) =>
      (spec?.volumeClaimTemplates ?? []).length > 0 ||
      volumes.some(one => one.persistentVolumeClaim),
  ],
  ['host network', (_, { hostNetwork }) => hostNetwork === true],
  ['host path', (_, { volumes = [] }) => volumes.some(one => one.hostPath)],
  [
    'privileged container',
    (_, { containers }) =>
      containers.some(one => one.securityContext?.privileged),
  ],
  ['sidecar', (_, { containers }) => containers.length > 1],
  ['init container', (_, { initContainers = [] }) => initContainers.length > 0],
  [
    'UDP port',
    (_, { containers }) =>
      containers.some(one => one.ports?.some(port => port.protocol === 'UDP')),
  ],
  ['runtime class', (_, { runtimeClassName }) => Boolean(runtimeClassName)],
  [
    'Kubernetes API',
    (_, pod) =>
      (pod.serviceAccountName ?? 'default') !== 'default' &&
      pod.automountServiceAccountToken !== false,
  ],
];

/** Sorted; devices by their own name, e.g. `nvidia.com/gpu`. */
function usesOf(workload: Workload): string[] {
  const { spec } = workload;
  const template = spec?.template ?? spec?.jobTemplate?.spec?.template;
  const pod = template?.spec;
  if (!pod) {
    return [];
  }
  const devices = pod.containers.flatMap(one =>
    Object.keys(one.resources?.limits ?? {}).filter(name => name.includes('/')),
  );
  const used = USES.filter(([, is]) => is(workload, pod)).map(([name]) => name);
  return [...new Set([...used, ...devices])].sort();
}
