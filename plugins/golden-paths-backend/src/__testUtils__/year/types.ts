/** What a check tells of a year; see its own `types.ts`. */
export interface Year {
  end: number;
  paths: Array<{
    template: string;
    kind: 'Deployment' | 'CronJob';
    versions: Array<{ version: string }>;
  }>;
  starts: Start[];
  lives: Life[];
  strays: Stray[];
  silences: Silence[];
}

/** Something that somebody started from a form. */
export interface Start {
  task: string;
  template: string;
  version: string;
  at: number;
  ended: 'completed' | 'failed' | 'cancelled' | 'processing';
  failure?: { step: string; message: string };
  service?: number;
  /** Milliseconds that it went on. */
  takes: number;
  /** When it was tried again the last time. */
  triedAt?: number;
}

/** When a source does not answer: from, but not to. */
export interface Silence {
  source: string;
  from: number;
  to: number;
  /** The first page of tasks that fails; absent: nothing is answered. */
  page?: number;
}

/** A service from its first pod to its end. */
export interface Life {
  number: number;
  path: Year['paths'][number];
  task: string;
  made: number;
  ready?: number;
  end?: number;
  upgrades: Array<{ at: number; version: string }>;
  madeVersion: string;
}

/** A workload that no path made. */
export interface Stray {
  cluster: string;
  namespace: string;
  name: string;
  kind: string;
  special: string[];
  owned?: boolean;
  /** Kind of the environment that its namespace is. */
  passing?: string;
  /** Number of the service whose preview it is. */
  of?: number;
}
