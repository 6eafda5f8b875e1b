/** A golden path, as the year tells it. */
export interface Path {
  /** Entity reference of its template. */
  template: string;
  kind: 'Deployment' | 'CronJob';
  /** The newest first; ages in days at which each came out. */
  versions: Array<{ version: string; age: number }>;
}

/** Something that somebody started from a form. */
export interface Start {
  task: string;
  template: string;
  version: string;
  /** Milliseconds since 1970. */
  at: number;
  ended: 'completed' | 'failed' | 'cancelled' | 'processing';
  failure?: Failure;
  /** What came of it, by its number. */
  service?: number;
  /** Milliseconds that it went on. */
  takes: number;
}

/** How a run fails, and what the page must say of it. */
export interface Failure {
  step: string;
  message: string;
  field?: string;
  finding: string;
}

/** A service from its first pod to its end; milliseconds since 1970. */
export interface Life {
  number: number;
  path: Path;
  task: string;
  made: number;
  /** Absent: its pods were never ready. */
  ready?: number;
  end?: number;
  /** What it was upgraded to, and when. */
  upgrades: Array<{ at: number; version: string }>;
  madeVersion: string;
}

/** A workload that no path made. */
export interface Stray {
  cluster: string;
  namespace: string;
  name: string;
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  /** What of the pod is special; keys of the feeder's table. */
  special: string[];
  /** An operator made it, so that it counts for nothing. */
  owned?: boolean;
  /** Kind of the environment that its namespace is, so that it counts for nothing. */
  passing?: 'preview' | 'workspace';
  /** Number of the service whose preview it is. */
  of?: number;
}

/** When a source does not answer: from, but not to; milliseconds since 1970. */
export interface Silence {
  source: 'scaffolder' | 'sim-a' | 'sim-b';
  from: number;
  to: number;
  /** The first page of tasks that fails; absent: nothing is answered. */
  page?: number;
}

/** All that happened. */
export interface Year {
  /** Its end; milliseconds since 1970. */
  end: number;
  paths: Path[];
  starts: Start[];
  lives: Life[];
  strays: Stray[];
  silences: Silence[];
}

/** What the page must show of some runs and services. */
export interface Expected {
  runs: number;
  succeeded: number;
  failed: number;
  cancelled: number;
  running: number;
  successRate?: number;
  secondsToReady?: number;
  ready: number;
  alive30: { of: number; alive: number };
  alive90: { of: number; alive: number };
  services: number;
}
