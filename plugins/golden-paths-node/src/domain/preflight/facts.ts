import type { ServedType } from '@fairway-idp/backstage-plugin-fairway-node';
import type { Manifest } from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type {
  KubernetesObject,
  V1LimitRange,
  V1NetworkPolicy,
  V1ResourceQuota,
} from '@kubernetes/client-node';
import type { KubernetesErrorCause } from '@fairway-idp/backstage-plugin-fairway-node';

/** What the API server said to one object, asked as the person. */
export type Answer =
  | { said: 'accepted' }
  | {
      said: 'refused';
      status: number;
      reason: string;
      message: string;
      causes: readonly KubernetesErrorCause[];
    };

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
  namespace?: string;
  /** Labels of its pods. */
  labels?: Readonly<Record<string, string>>;
  ports?: readonly number[];
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
