/** Credentials as the configuration describes them. @internal */
export type Access =
  | { type: 'token'; token: string }
  | { type: 'inCluster' }
  | { type: 'none' };

/** Where an API server is and how to trust it. @internal */
export interface Endpoint {
  url: string;
  caData?: string;
  caFile?: string;
  skipTLSVerify?: boolean;
}

/** A cluster of `kubernetes.clusterLocatorMethods` that we can use. @internal */
export interface LocatedCluster {
  name: string;
  title?: string;
  endpoint: Endpoint;
  access: Access;
}

/** What `fairway.clusters.<name>` says. @internal */
export interface FairwayClusterSettings {
  writeAs: 'user' | 'serviceAccount';
  actorToken?: string;
  operatorToken?: string;
  kubeconfig?: { file: string; context?: string };
}

/** Everything that the configuration says about clusters. @internal */
export interface ClusterDefinitions {
  located: LocatedCluster[];
  /** Clusters that are there but cannot be used, with the reason. */
  leftOut: { name: string; why: string }[];
  settings: Map<string, FairwayClusterSettings>;
}
