/** One line of a long operation: it is begun, then exactly one of these is called. */
export interface ProgressStep {
  done(note?: string): void;
  skip(why: string): void;
  fail(error: Error): void;
}

/** Where a long operation says what it is doing; the caller decides how that looks. */
export interface Progress {
  step(name: string, expectedSeconds?: number): ProgressStep;
}

/** Paths of the programs that a world is made of. */
export interface Tools {
  kubedev: string;
  helper: string;
  kwok: string;
  /** Missing where no real node can run. */
  coredns?: string;
  /** OCI archive of our own images; missing where no real node can run. */
  images?: string;
  /** Folder of the stages that simulated nodes and pods go through, and of what they say they use. */
  stages: string;
}

/**
 * A process, told apart from a later one with the same number by its start
 * time: a number alone is recycled, and then a stranger would be killed.
 */
export interface ProcessIdentity {
  pid: number;
  startTime: string;
}

/** One program of a world. */
export interface PartState extends ProcessIdentity {
  name: string;
  log: string;
  /** What it must be sent to leave nothing behind; by default it is just killed. */
  stop?: 'SIGQUIT';
  /** Filled in when the process that started it sees it end. */
  exit?: { code: number | null; signal: string | null; at: string };
}

/** The ports of a world, all on loopback. */
export interface WorldPorts {
  apiServer: number;
  etcdClient: number;
  etcdPeer: number;
  controllerManager: number;
  scheduler: number;
  kwok: number;
}

/** The network of the real node; its addresses follow from the world's index. */
export interface WorldNetwork {
  namespace: string;
  hostLink: string;
  nodeLink: string;
  hostAddress: string;
  nodeAddress: string;
  /** Control group that holds every process of the real node. */
  cgroup: string;
}

/** What `world.json` says: enough for another process to use, judge or stop the world. */
export interface WorldState {
  format: 1;
  name: string;
  /** Unique among the worlds of a machine; ports and addresses follow from it. */
  index: number;
  phase: 'starting' | 'up';
  /** The process that starts it; a world whose starter was killed will never be up. */
  starter: ProcessIdentity;
  createdAt: string;
  server: string;
  version?: string;
  ports: WorldPorts;
  parts: PartState[];
  nodes: { real: string[]; simulated: string[]; realNodeOff?: string };
  podCIDR: string;
  serviceCIDR: string;
  network: WorldNetwork;
  /** The administrator's kubeconfig. */
  kubeconfig: string;
  /** Kubeconfig by person. */
  kubeconfigs: Record<string, string>;
  /** What stands beside the cluster, by name. */
  services?: WorldServices;
}

/** A Git forge: Gitea. */
export interface ForgeState {
  /** As browsers, git and the portal reach it. */
  url: string;
  /** As pods on the real node reach it. */
  clusterUrl?: string;
  version: string;
  /** The program that renders manifests of its repositories. */
  kustomize: string;
  /** The one that renders their charts. */
  helm: string;
  organizations: string[];
  /** `organization/name` of each demo repository. */
  repositories: string[];
  /** Accounts of programs, with a token each. */
  admin: ForgeAccount;
  /** Acts for the portal: reads, writes, comments, sets statuses. */
  bot: ForgeAccount;
  /** Acts for the image builder. */
  ci: ForgeAccount;
  /** Login and password of the demo people, by their name in the portal. */
  people: Record<string, { login: string; password: string }>;
  /** Signs every webhook that this forge sends. */
  webhookSecret: string;
  /** Missing where no portal was named when the forge started. */
  oidc?: { metadataUrl: string; clientId: string; clientSecret: string };
}

export interface ForgeAccount {
  login: string;
  password: string;
  token: string;
}

/** A gateway into the cluster: Traefik. */
export interface GatewayState {
  version: string;
  /** `http://NAME.localhost:PORT` is what a route with that host is reached by. */
  port: number;
  gatewayClass: string;
  gateway: { namespace: string; name: string; listener: string };
  ingressClass: string;
}

/** A PostgreSQL server. */
export interface DatabaseState {
  version: string;
  port: number;
  /** Where this machine reaches it. */
  host: string;
  /** Where pods on the real node reach it. */
  clusterHost?: string;
  /** The database that holds a schema for each preview. */
  database: string;
  /** May create roles, and schemas in `database`. */
  admin: { user: string; password: string };
  superuser: { user: string; password: string };
}

/** A provisioner of volumes. */
export interface StorageState {
  version: string;
  /** The default one. */
  storageClass: string;
  /** Where this machine finds the volumes of the real node, each a folder. */
  folder: string;
}

/** What developers' workspaces run. */
export interface WorkspacesState {
  image: string;
  /** What is in it, in words. */
  contents: string;
}

/** What tells how much nodes and pods use: the metrics API. */
export interface MetricsState {
  version: string;
}

/** One of the services, or why it is not there. */
export type Service<T> = T | { off: string };

export interface WorldServices {
  database?: Service<DatabaseState>;
  gateway?: Service<GatewayState>;
  forge?: Service<ForgeState>;
  storage?: Service<StorageState>;
  workspaces?: Service<WorkspacesState>;
  metrics?: Service<MetricsState>;
}

export type ServiceName = keyof WorldServices;

/** A world that is up. */
export interface World {
  state: WorldState;
  kubeconfig: string;
  /** Stops looking after the parts; the world itself goes on. */
  unwatch(): void;
}

export interface PartStatus {
  name: string;
  pid: number;
  state: 'running' | 'dead';
  why?: string;
}

export interface NodeStatus {
  name: string;
  kind: 'real' | 'simulated';
  ready: boolean;
  version: string;
}

/** What can be said about a world from outside. */
export interface WorldStatus {
  name: string;
  /** `degraded`: something is dead or not ready; `down`: there is no such world. */
  health: 'up' | 'starting' | 'degraded' | 'down';
  server?: string;
  apiVersion?: string;
  parts: PartStatus[];
  nodes: NodeStatus[];
  realNodeOff?: string;
  /** A line each for what stands beside the cluster. */
  services?: Record<string, string>;
}
