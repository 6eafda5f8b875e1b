/**
 * The vocabulary of the planner. *Desired* is what the configuration wants,
 * *observed* is what the cluster and the history say, an *op* is one write, a
 * *reason* says why, a *finding* says what is in the way.
 */
import type {
  Environment,
  Finding,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  DeliveredWarning,
  Notice,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { DesiredObject, Rails } from '../guardRails/desiredObjects';
import type { NamespaceFacts } from '../kinds/namespace';
import type {
  AutoscalerFacts,
  CronJobFacts,
  ScalableFacts,
} from '../kinds/workloads';

/** What the configuration wants of one environment. */
export interface Desired {
  rails: Rails;
  lifetime: Notice;
  /** Milliseconds after which a deletion that goes on is stuck. */
  stuckAfter: number;
}

/** One environment, as it is. */
export interface Observed {
  environment: Environment;
  namespace: NamespaceFacts;
  /** The guard rails that are there, as `Kind/name`. */
  guardRails: ReadonlySet<string>;
  scalables: readonly ScalableFacts[];
  cronJobs: readonly CronJobFacts[];
  autoscalers: readonly AutoscalerFacts[];
  /** The newest for this namespace's UID. */
  warning?: DeliveredWarning;
  /** What could not be read, each in words. With any of these nothing is done. */
  unknown: readonly string[];
}

/** One write. */
export type Op =
  | { op: 'apply'; object: DesiredObject; why: string }
  | {
      op: 'patch';
      on: {
        kind: 'Namespace' | 'Deployment' | 'StatefulSet' | 'CronJob';
        name: string;
      };
      /** Of what was looked at; the API server refuses any other. */
      resourceVersion: string;
      /** A JSON merge patch. */
      patch: { metadata?: object; spec?: object };
      why: string;
    }
  | { op: 'warn'; uid: string; expiresAt: string; why: string }
  | {
      op: 'delete';
      uid: string;
      resourceVersion: string;
      evidence: string[];
      warning: DeliveredWarning;
      why: string;
    };

/** What an environment is, in one word. */
export type EnvironmentState =
  | 'creating'
  | 'awake'
  | 'falling-asleep'
  | 'asleep'
  | 'waking'
  | 'deleting'
  | 'stuck'
  | 'unknown';

/** What shall be done now, and why. */
export interface Plan {
  state: EnvironmentState;
  ops: Op[];
  reasons: string[];
  findings: Finding[];
}
