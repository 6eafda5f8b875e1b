/**
 * The vocabulary of adoption. A *run* is a task of the scaffolder that a golden
 * path was started by; a *service* is what came of one, as it is seen in clusters.
 */

/** How a run ended. */
export type RunOutcome = 'running' | 'succeeded' | 'failed' | 'cancelled';

/** One run, and nothing of who started it. */
export interface Run {
  task: string;
  /** Entity reference. */
  template: string;
  version: string;
  /** RFC 3339, as all times. */
  startedAt: string;
  endedAt?: string;
  outcome: RunOutcome;
  /** Where it failed. */
  failure?: { step: string; field?: string; finding: string };
  /** Entity reference of the component that it registered. */
  entityRef?: string;
}

/** What came of a run. */
export interface Service {
  /** `task:ID` where the run is known, else the component's entity reference. */
  key: string;
  task?: string;
  template: string;
  /** The version that made it. */
  madeVersion: string;
  /** The version that it is at. */
  version: string;
  /** When it was made in the cluster. */
  firstAt: string;
  /** When its first pod was ready. */
  readyAt?: string;
  /** Where it was seen; one for each cluster. */
  sightings: Sighting[];
}

/** When a cluster had a service. */
export interface Sighting {
  cluster: string;
  lastAt: string;
  /** The first look since at which it was not there; absent if there was none. */
  missedAt?: string;
}

/** A workload that came by no golden path. */
export interface Bypass {
  cluster: string;
  namespace: string;
  kind: string;
  name: string;
  /** What no path offers, sorted. */
  uses: string[];
}

/** A workload of a cluster, as far as adoption asks about it. */
export interface SeenWorkload {
  cluster: string;
  namespace: string;
  kind: string;
  name: string;
  /** Id of the task that made it. */
  task?: string;
  /** `backstage.io/kubernetes-id` */
  kubernetesId?: string;
  /** Something else makes it, such as an operator. */
  owned: boolean;
  createdAt: string;
  readyAt?: string;
  uses: string[];
}
