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
}
