import type { KubeConfig } from '@kubernetes/client-node';
import type { PodStreams } from '../client/podStreams';
import type { KubernetesClient } from '../client/types';
import type { ClusterCache } from '../cache/types';
import type { SignedInUser } from '../identity/toKubernetesIdentity';
import type { KubernetesIdentity } from '../identity/types';

/**
 * How to reach one cluster.
 *
 * @public
 */
export interface ClusterDetails {
  /** Unique; appears in URLs, permissions and audit events. */
  name: string;
  title?: string;
  /** Whose rights a change has: the signed-in user's (impersonated) or the service account's. */
  writeAs: 'user' | 'serviceAccount';
  /** Credentials of the account that lists and watches. */
  reader: KubeConfig;
  /** Credentials of the account that impersonates or writes; the reader's unless configured apart. */
  actor: KubeConfig;
  /** Credentials of the account of the portal's own loops; the actor's unless configured apart. */
  operator?: KubeConfig;
}

/**
 * Where the clusters come from. The default reads
 * `kubernetes.clusterLocatorMethods`, which an app with the upstream Kubernetes
 * plugin already has.
 *
 * @public
 */
export interface ClusterSupplier {
  getClusters(): Promise<ClusterDetails[]>;
}

/** A cluster that can be read, watched and written. @public */
export interface Cluster {
  readonly name: string;
  readonly title: string;
  readonly writeAs: 'user' | 'serviceAccount';
  /** Where its API server is, as the portal reaches it; no credentials. */
  endpoint(): Promise<{ server: string; caData?: string }>;
  /** The shared watch cache, under the reader's account. */
  readonly cache: ClusterCache;
  /** Reads under the reader's account, past the cache. */
  readonly reader: KubernetesClient;
  /**
   * For what a person asks for: impersonates the identity, or, where the
   * cluster says `writeAs: serviceAccount`, uses the actor's own account.
   */
  actingFor(identity: KubernetesIdentity): KubernetesClient;
  /**
   * For what the portal does by itself, such as keeping environments: an account
   * of its own, fenced to namespaces that bear our label.
   */
  readonly operator: KubernetesClient;
  /** Streams to pods of workspaces, under the operator's account. */
  readonly operatorStreams: PodStreams;
}

/** The clusters of this portal; one instance a process, shared by all plugins. @public */
export interface FairwayClusters {
  list(): Promise<Cluster[]>;
  /** @throws NotFoundError naming the cluster */
  get(name: string): Promise<Cluster>;
  /**
   * Who a signed-in person is in Kubernetes, by `fairway.impersonation`; takes
   * what Backstage's `userInfo.getUserInfo(credentials)` gives.
   *
   * @throws NotAllowedError when the result could be taken for a system identity
   */
  identityOf(who: SignedInUser): KubernetesIdentity;
}
