/** A Kubernetes object as this folder writes it; the API server is the judge of the rest. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: Metadata;
  [field: string]: unknown;
}

export interface Metadata {
  name: string;
  namespace?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: unknown[];
}

/** The systems that the shop consists of; `app.kubernetes.io/part-of` of every object. */
export type Part = 'payments' | 'shop' | 'platform';

/** What a simulated pod can be told to suffer from. A real node ignores it. */
export type Trouble =
  | 'image-pull-failure'
  | 'crash-loop'
  | 'oom-kill'
  | 'slow-start';

/** One workload, together with how it came to be as it is. */
export interface Workload {
  /** Every generation of the object, oldest first; the last one is what stands. */
  generations: KubeObject[];
  /**
   * The last but one ran, and the last one got stuck while replacing it. Without
   * this, earlier generations leave a revision and never a pod, which costs nothing.
   */
  stuckRollout?: boolean;
  /** Runs on the real node, if the world has one. */
  real?: boolean;
}

/** A Job that somebody started by hand from a CronJob. */
export interface ManualRun {
  job: KubeObject;
  cronJob: string;
}

/** Everything that the seed applies, in this order. */
export interface ShopWorld {
  namespaces: KubeObject[];
  access: KubeObject[];
  /** Services, budgets, autoscalers, quotas, CronJobs: applied on every seed. */
  surroundings: KubeObject[];
  /** Left alone once they stand, so that a rollback or scaling survives a restart of the world. */
  workloads: Workload[];
  runs: ManualRun[];
  /** For cleanup rules to find. One that is there, or was renewed or protected, is left alone. */
  leftovers: KubeObject[];
}

/** A team's part of it. */
export type TeamPart = Pick<ShopWorld, 'surroundings' | 'workloads' | 'runs'>;
