import type { CronJobFacts, ScalableFacts } from '../kinds/workloads';
import type { Op } from '../plan/types';
import { markPatch, readMark, type Mark } from './mark';

/**
 * Something that can sleep. Deployments, StatefulSets and CronJobs differ in
 * what is set and saved; when, they do not.
 */
export interface Sleeper {
  kind: 'Deployment' | 'StatefulSet' | 'CronJob';
  name: string;
  uid: string;
  resourceVersion: string;
  mark: Mark | 'broken' | undefined;
  /** Runs, or may start something by itself. */
  active: boolean;
  /** Woken before the others. */
  first: boolean;
  gitOps?: string;
  /** e.g. `has 3 replicas`, `is not suspended` */
  described: string;
  /** What to keep when it falls asleep. */
  saved: Pick<Mark, 'replicas' | 'suspend'>;
}

/** The `spec` that puts something to sleep, and the one that wakes it. */
const SPEC = {
  asleep: ({ kind }: Sleeper) =>
    kind === 'CronJob' ? { suspend: true } : { replicas: 0 },
  awake: ({ kind }: Sleeper, mark: Mark) =>
    kind === 'CronJob'
      ? { suspend: mark.suspend }
      : { replicas: mark.replicas },
};

/** @see Sleeper */
export function sleepersOf(
  scalables: readonly ScalableFacts[],
  cronJobs: readonly CronJobFacts[],
): Sleeper[] {
  return [
    ...scalables.map(scalable => ({
      ...common(scalable),
      kind: scalable.kind,
      active: scalable.replicas > 0,
      first: scalable.keepsData,
      gitOps: scalable.gitOps,
      described: `has ${replicasText(scalable.replicas)}`,
      saved: { replicas: scalable.replicas },
    })),
    ...cronJobs.map(job => ({
      ...common(job),
      kind: 'CronJob' as const,
      active: !job.suspend,
      first: false,
      described: job.suspend ? 'is suspended' : 'is not suspended',
      saved: { suspend: job.suspend },
    })),
  ];
}

/** Sets it to nothing and keeps what it was, in one patch. */
export function fallAsleep(sleeper: Sleeper, sleep: string): Op {
  const { uid, saved, described } = sleeper;
  return patch(sleeper, {
    mark: { sleep, uid, ...saved },
    spec: SPEC.asleep(sleeper),
    why: `Put ${nameOf(sleeper)} to sleep: it ${described}, which is noted`,
  });
}

/** Gives back what was kept, and drops the mark in the same patch. */
export function wake(sleeper: Sleeper, mark: Mark): Op {
  const kept =
    mark.replicas === undefined
      ? 'was not suspended'
      : `had ${replicasText(mark.replicas)}`;
  return patch(sleeper, {
    mark: null,
    spec: SPEC.awake(sleeper, mark),
    why: `Wake ${nameOf(sleeper)}: it ${kept} before it slept`,
  });
}

/** Notes that somebody woke it: it is left alone until the next sleep. */
export function noteWokenByHand(sleeper: Sleeper, sleep: string): Op {
  const { uid, described } = sleeper;
  return patch(sleeper, {
    mark: { sleep, uid, wokenByHand: true },
    why: `Leave ${nameOf(
      sleeper,
    )} awake for the rest of this sleep: it ${described}, so somebody woke it`,
  });
}

/** What it is now is what somebody wanted. */
export function dropMark(sleeper: Sleeper): Op {
  return patch(sleeper, {
    mark: null,
    why: `Take the mark off ${nameOf(sleeper)}: somebody woke it, it ${
      sleeper.described
    }`,
  });
}

/** `Deployment web` */
export function nameOf({ kind, name }: { kind: string; name: string }): string {
  return `${kind} ${name}`;
}

function common(object: ScalableFacts | CronJobFacts) {
  const { name, uid, resourceVersion } = object;
  return { name, uid, resourceVersion, mark: readMark(object) };
}

function patch(
  { kind, name, resourceVersion }: Sleeper,
  change: { mark: Mark | null; spec?: object; why: string },
): Op {
  const { mark, spec, why } = change;
  return {
    op: 'patch',
    on: { kind, name },
    resourceVersion,
    patch: {
      metadata: { annotations: markPatch(mark) },
      ...(spec && { spec }),
    },
    why,
  };
}

function replicasText(replicas: number): string {
  return replicas === 1 ? '1 replica' : `${replicas} replicas`;
}
