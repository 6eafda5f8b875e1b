import type { ResourceType } from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject } from '@kubernetes/client-node';
import { TYPES } from '../../kinds/resourceTypes';
import { groupOf } from '@fairway-idp/backstage-plugin-fairway-node/manifests';

/**
 * What a branch may bring along, in the order in which it is applied: what is
 * needed before what needs it, routes last.
 */
export const ALLOWED: readonly ResourceType[] = [
  TYPES.ServiceAccount,
  TYPES.ConfigMap,
  TYPES.PersistentVolumeClaim,
  TYPES.Service,
  TYPES.StatefulSet,
  TYPES.Deployment,
  TYPES.Job,
  TYPES.CronJob,
  TYPES.HorizontalPodAutoscaler,
  TYPES.PodDisruptionBudget,
  TYPES.Ingress,
  TYPES.HTTPRoute,
];

/** Older versions that are still served, and mean the same here. */
const OTHER_VERSIONS: Record<string, readonly string[]> = {
  HorizontalPodAutoscaler: ['v1'],
  HTTPRoute: ['v1beta1'],
};

/** Where many kinds began; no cluster serves it any more. */
const OLD_GROUP = 'extensions';

/** What is refused, and what to do instead. By kind, whatever its group says. */
const REFUSED: Record<string, string> = {
  Secret:
    'a Secret in a repository is no secret; a preview has its own database access in the Secret fairway-database',
  Pod: 'nothing restarts a bare Pod; write a Deployment or a Job',
  ReplicaSet: 'write a Deployment',
  ReplicationController: 'write a Deployment',
  DaemonSet: 'it would run on every node; write a Deployment',
  Endpoints: 'it could send requests anywhere; write a Service with a selector',
  EndpointSlice:
    'it could send requests anywhere; write a Service with a selector',
  Gateway: 'previews share the gateway of the cluster; write an HTTPRoute',
  Role: 'rights in a preview are given by the platform',
  RoleBinding: 'rights in a preview are given by the platform',
};

/** Cluster-wide kinds that people write most. */
const CLUSTER_WIDE = new Set([
  'APIService',
  'CSIDriver',
  'CertificateSigningRequest',
  'ClusterIssuer',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'DeviceClass',
  'FlowSchema',
  'GatewayClass',
  'IngressClass',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'MutatingWebhookConfiguration',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'PriorityLevelConfiguration',
  'RuntimeClass',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeAttributesClass',
]);

/** What is left out without harm, and why. */
const LEFT_OUT: Record<string, string> = {
  Namespace: 'a preview has a namespace of its own',
  NetworkPolicy: 'the platform says what goes in and out of a preview',
  ResourceQuota: 'the tier of a preview says how much it may use',
  LimitRange: 'the tier of a preview says how much it may use',
  ServiceMonitor: 'previews are not monitored',
  PodMonitor: 'previews are not monitored',
  PrometheusRule: 'previews are not monitored',
};

/** What becomes of an object of a branch. */
export type Verdict =
  | { verdict: 'allowed'; type: ResourceType }
  | { verdict: 'refused' | 'left-out'; why: string };

/** By its `apiVersion` and kind alone. */
export function judgeKind(
  apiVersion: string | undefined,
  kind: string,
): Verdict {
  const type = ALLOWED.find(
    allowed =>
      allowed.kind === kind &&
      [allowed.group, OLD_GROUP].includes(groupOf(apiVersion)),
  );
  if (type) {
    return judgeVersion(type, apiVersion ?? '');
  }
  if (has(REFUSED, kind)) {
    return { verdict: 'refused', why: REFUSED[kind] };
  }
  if (CLUSTER_WIDE.has(kind)) {
    return {
      verdict: 'refused',
      why: 'it would concern the whole cluster; a preview has one namespace',
    };
  }
  return {
    verdict: 'left-out',
    why: has(LEFT_OUT, kind)
      ? LEFT_OUT[kind]
      : `previews know no ${kind} (${apiVersion ?? 'without apiVersion'})`,
  };
}

/**
 * The type of something that was delivered; undefined if it is none that a
 * branch may bring.
 */
export function allowedType(
  apiVersion: string | undefined,
  kind: string | undefined,
): ResourceType | undefined {
  const judged = judgeKind(apiVersion, kind ?? '');
  return judged.verdict === 'allowed' ? judged.type : undefined;
}

/** The place of an object in the order of {@link ALLOWED}. */
export function orderOf({ apiVersion, kind }: KubernetesObject): number {
  const type = allowedType(apiVersion, kind);
  return ALLOWED.findIndex(({ plural }) => plural === type?.plural);
}

function judgeVersion(type: ResourceType, apiVersion: string): Verdict {
  const version = apiVersion.split('/').pop() ?? '';
  if (
    groupOf(apiVersion) === type.group &&
    [type.version, ...(OTHER_VERSIONS[type.kind] ?? [])].includes(version)
  ) {
    return { verdict: 'allowed', type: { ...type, version } };
  }
  const right = type.group ? `${type.group}/${type.version}` : type.version;
  return {
    verdict: 'refused',
    why: `apiVersion is '${apiVersion}', write '${right}'`,
  };
}

function has(table: Record<string, unknown>, key: string): boolean {
  return Object.hasOwn(table, key);
}
