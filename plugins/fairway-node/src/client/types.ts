import type { KubernetesObject } from '@kubernetes/client-node';

/** A kind of resource, as the URL of the API server wants it. @public */
export interface ResourceType {
  /** Empty for the core group. */
  group: string;
  version: string;
  /** e.g. `deployments` */
  plural: string;
  kind: string;
}

/** A kind that a cluster serves. @public */
export interface ServedType extends ResourceType {
  namespaced: boolean;
}

/** @public */
export interface ObjectPath {
  type: ResourceType;
  /** Absent for cluster-scoped kinds. */
  namespace?: string;
  name: string;
  /** e.g. `scale` */
  subresource?: string;
}

/** @public */
export interface CallOptions {
  /** Milliseconds until the call is given up; default 10 s. */
  timeout?: number;
  signal?: AbortSignal;
}

/** @public */
export interface ListOptions extends CallOptions {
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
}

/** @public */
export type PatchType =
  | 'application/json-patch+json'
  | 'application/merge-patch+json'
  | 'application/strategic-merge-patch+json'
  | 'application/apply-patch+yaml';

/** @public */
export interface WriteOptions extends CallOptions {
  /** Sends `dryRun=All`: admission runs, nothing is stored. */
  dryRun?: boolean;
  /** Default `fairway`. */
  fieldManager?: string;
  /** Server-side apply only: take over fields that others manage. */
  force?: boolean;
}

/** @public */
export interface LogOptions {
  container?: string;
  previous?: boolean;
  follow?: boolean;
  tailLines?: number;
  sinceTime?: string;
  /** Ends the stream. */
  signal: AbortSignal;
}

/**
 * The API server, seen through one identity. Every call ends by its time-out;
 * every refusal is thrown as a `KubernetesApiError` with the server's words.
 *
 * @public
 */
export interface KubernetesClient {
  /** The user that the API server sees, for audit and messages. */
  readonly actsAs: string;
  /** `metadataOnly`: nothing but the metadata leaves the API server. */
  get<T extends KubernetesObject>(
    path: ObjectPath,
    options?: CallOptions & { metadataOnly?: boolean },
  ): Promise<T>;
  /** All pages. */
  list<T extends KubernetesObject>(
    type: ResourceType,
    options?: ListOptions,
  ): Promise<T[]>;
  /** `fieldValidation=Strict`: an unknown field is refused, not dropped. */
  create<T extends KubernetesObject>(
    type: ResourceType,
    object: KubernetesObject,
    options?: WriteOptions & { namespace?: string },
  ): Promise<T>;
  /** To a subresource, e.g. `token` of a ServiceAccount or `eviction` of a pod. */
  createIn<T extends KubernetesObject>(
    path: ObjectPath,
    object: KubernetesObject,
    options?: WriteOptions,
  ): Promise<T>;
  patch<T extends KubernetesObject>(
    path: ObjectPath,
    patch: { type: PatchType; body: unknown },
    options?: WriteOptions,
  ): Promise<T>;
  /**
   * With UID and resourceVersion preconditions. What belongs to the object goes
   * too, in the background, as kubectl does.
   */
  delete(
    path: ObjectPath,
    preconditions: { uid: string; resourceVersion?: string },
    options?: WriteOptions,
  ): Promise<void>;
  /**
   * Asks for a pod to go, so that disruption budgets count: 429 if one of them is
   * in the way. With preconditions, as `delete`.
   */
  evict(
    pod: { namespace: string; name: string },
    preconditions: { uid: string; resourceVersion?: string },
    options?: CallOptions,
  ): Promise<void>;
  /**
   * Every kind of object in namespaces that can be listed, custom ones included.
   *
   * @throws KubernetesApiError if a part of the API does not tell: half an answer
   *   would be taken for all
   */
  namespacedTypes(options?: CallOptions): Promise<ResourceType[]>;
  /**
   * The kinds of one group and version, e.g. `apps/v1`; none if the cluster does
   * not serve it.
   */
  served(apiVersion: string, options?: CallOptions): Promise<ServedType[]>;
  /** Of Kubernetes, as the API server says, e.g. `v1.36.2`. */
  version(options?: CallOptions): Promise<string>;
  /**
   * SelfSubjectAccessReview; a review that fails counts as `false`, and `failure`
   * says why it failed.
   */
  mayI(
    access: {
      verb: string;
      type: ResourceType;
      namespace?: string;
      name?: string;
      subresource?: string;
    },
    options?: CallOptions,
  ): Promise<{ allowed: boolean; reason?: string; failure?: Error }>;
  /** Lines with their time stamps, as the kubelet gives them. */
  logs(
    pod: { namespace: string; name: string },
    options: LogOptions,
  ): AsyncIterable<string>;
}
