import type { ServedType } from '@fairway-idp/backstage-plugin-fairway-node';
import type { Manifest } from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type {
  KubernetesObject,
  V1IngressClass,
  V1LimitRange,
  V1NetworkPolicy,
  V1Pod,
  V1ResourceQuota,
  V1Service,
} from '@kubernetes/client-node';
import type { KubernetesErrorCause } from '@fairway-idp/backstage-plugin-fairway-node';

/** What the API server said to one object, asked as the person. */
export type Answer =
  | { said: 'accepted' }
  /** A dry run is nothing that its admission can do: it is not known. */
  | { said: 'untried'; message: string }
  | {
      said: 'refused';
      status: number;
      reason: string;
      message: string;
      causes: readonly KubernetesErrorCause[];
    };

/** Whether admission has spoken. */
export function isTried(answer: Answer | undefined): boolean {
  return answer !== undefined && answer.said !== 'untried';
}

/** Whether a person lacks a right, and not admission said no. */
export function isOfRights(answer: {
  status: number;
  reason: string;
  message: string;
}): boolean {
  return (
    answer.status === 403 &&
    answer.reason === 'Forbidden' &&
    /cannot \w+ resource/.test(answer.message)
  );
}

/** An object that is to be made, and all that is known of it. */
export interface Candidate {
  object: Manifest;
  /** Undefined if the cluster serves no such kind. */
  type?: ServedType;
  /** To a dry run of this very object; undefined if it was not asked. */
  answer?: Answer;
  /**
   * To a dry run of one of its pods; undefined if it has none, or if the person
   * may not create pods.
   */
  podAnswer?: Answer;
  /** What is there by this name; undefined if nothing, or if it may not be seen. */
  existing?: KubernetesObject;
}

/** Somebody's route to a host. */
export interface RouteFact {
  kind: 'Ingress' | 'HTTPRoute';
  namespace: string;
  name: string;
  hosts: readonly string[];
}

/** What a workload says that it needs to reach. @public */
export interface Dependency {
  /** Default: that of the workload. */
  namespace?: string;
  /** Of its Service; without labels, its pods bear it as `app.kubernetes.io/name`. */
  name?: string;
  /** Labels of its pods. */
  labels?: Readonly<Record<string, string>>;
  /** Of its pods: a NetworkPolicy does not see those of a Service. */
  ports?: readonly number[];
}

/** What was looked for; what may not be seen is not known. */
export type Sight<T> =
  | { is: 'there'; object: T }
  | { is: 'absent' }
  | { is: 'unknown' };

/** The other side of a {@link Dependency}. */
export interface Neighbour {
  service: Sight<V1Service>;
  /** Those with its labels; undefined if they may not be seen. */
  pods?: readonly V1Pod[];
  /** Of its namespace. */
  policies: readonly V1NetworkPolicy[];
}

/** A cluster and a namespace, as they are. */
export interface Surroundings {
  cluster: string;
  namespace: string;
  /** Undefined: there is no such namespace. */
  namespaceLabels?: Readonly<Record<string, string>>;
  quotas: readonly V1ResourceQuota[];
  limitRanges: readonly V1LimitRange[];
  networkPolicies: readonly V1NetworkPolicy[];
  /** In the whole cluster. */
  routes: readonly RouteFact[];
  /** What DNS says of the hosts; undefined if it was not asked. */
  dns?: {
    /** By host; none of a name that is not there. */
    addresses: Readonly<Record<string, readonly string[]>>;
    /** Where the cluster is reached; none if nobody says so. */
    entrances: readonly string[];
  };
  /** By namespace and name, e.g. `gateways/shared`. */
  gateways?: Readonly<Record<string, Sight<KubernetesObject>>>;
  /** Where requests come from, if somebody names that; `empty`: no pods. */
  traffic?: { namespace: string; is: 'absent' | 'empty' | 'busy' | 'unknown' };
  /** Undefined: they were not asked for, or may not be seen. */
  ingressClasses?: readonly V1IngressClass[];
  /** Whether ConfigMaps that pods refer to are there, by name. */
  configMaps?: Readonly<Record<string, Sight<unknown>['is']>>;
  /** Of the dependencies, in their order. */
  neighbours?: readonly Neighbour[];
  /** Labels of each namespace that a dependency names. */
  labelsOf: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Who makes the objects, and in which run. */
export interface Origin {
  /** Id of the task; undefined while there is none. */
  run?: string;
  /** Entity reference. */
  person: string;
}
