import {
  ENVIRONMENT_LABELS,
  nextChange,
  shouldBeAwake,
  type Finding,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { finding } from '../plan/finding';
import type { Observed, Op, Plan } from '../plan/types';
import { refusals } from './refusals';
import {
  dropMark,
  fallAsleep,
  nameOf,
  noteWokenByHand,
  sleepersOf,
  wake,
  type Sleeper,
} from './sleeper';

/**
 * What has to be done so that an environment is asleep, or awake, as it should
 * be now. Looks at the present only: no moment can be missed, and after a crash
 * anywhere the same function goes on.
 */
export function planSleep(observed: Observed, now: Date): Plan {
  const { environment } = observed;
  const awake = shouldBeAwake(environment, now);
  const next = nextChange(environment, now);
  const reasons = [
    `It should be ${awake ? 'awake' : 'asleep'} now${
      next ? `, until ${next.toISOString()}` : ''
    }`,
  ];
  const sleepers = sleepersOf(observed.scalables, observed.cronJobs);
  const broken = sleepers
    .filter(({ mark }) => mark === 'broken')
    .map(brokenMark);
  const rest = awake
    ? planWake(observed, sleepers)
    : planFallAsleep(observed, sleepers, now);
  return {
    ...rest,
    reasons: [...reasons, ...rest.ops.map(({ why }) => why)],
    findings: [...broken, ...rest.findings],
  };
}

type Part = Pick<Plan, 'ops' | 'findings' | 'state'>;

/** What keeps data goes first; the environment is awake when all are. */
function planWake({ namespace, environment }: Observed, all: Sleeper[]): Part {
  const asleep = inOrder(all).filter(({ mark }) => mark && mark !== 'broken');
  const ops = asleep.map(restore);
  if (environment.asleep !== undefined) {
    ops.push({
      op: 'patch',
      on: { kind: 'Namespace', name: namespace.name },
      resourceVersion: namespace.resourceVersion,
      patch: { metadata: { labels: { [ENVIRONMENT_LABELS.asleep]: null } } },
      why: 'Mark the environment as awake',
    });
  }
  return { ops, findings: [], state: ops.length > 0 ? 'waking' : 'awake' };
}

function restore(sleeper: Sleeper): Op {
  const { mark, active } = sleeper;
  return !mark || mark === 'broken' || mark.wokenByHand || active
    ? dropMark(sleeper)
    : wake(sleeper, mark);
}

function planFallAsleep(observed: Observed, all: Sleeper[], now: Date): Part {
  const { environment, namespace } = observed;
  const refused = refusals(observed);
  // The id on the namespace, once there, holds for the whole sleep.
  const sleep = environment.asleep ?? sleepId(now);
  const ops: Op[] = [];
  const findings: Finding[] = [...refused.values()];
  if (environment.asleep === undefined) {
    ops.push({
      op: 'patch',
      on: { kind: 'Namespace', name: namespace.name },
      resourceVersion: namespace.resourceVersion,
      patch: { metadata: { labels: { [ENVIRONMENT_LABELS.asleep]: sleep } } },
      why: 'Mark the environment as asleep',
    });
  }
  for (const sleeper of inOrder(all).reverse()) {
    if (!refused.has(nameOf(sleeper))) {
      const step = lieDown(sleeper, sleep);
      ops.push(...step.ops);
      findings.push(...step.findings);
    }
  }
  return { ops, findings, state: ops.length > 0 ? 'falling-asleep' : 'asleep' };
}

function lieDown(
  sleeper: Sleeper,
  sleep: string,
): { ops: Op[]; findings: Finding[] } {
  const { mark, active } = sleeper;
  if (!active || mark === 'broken') {
    return { ops: [], findings: [] };
  }
  // A saved value is never overwritten while its sleep goes on, nor is one
  // that an earlier sleep left behind without being noticed.
  const isNew = !mark || (mark.wokenByHand && mark.sleep !== sleep);
  if (isNew) {
    return { ops: [fallAsleep(sleeper, sleep)], findings: [] };
  }
  return {
    ops: mark.wokenByHand ? [] : [noteWokenByHand(sleeper, sleep)],
    findings: [wokenByHand(sleeper)],
  };
}

/** What keeps data first, then by name, so that plans can be compared. */
function inOrder(sleepers: readonly Sleeper[]): Sleeper[] {
  return [...sleepers].sort(
    (a, b) =>
      Number(b.first) - Number(a.first) ||
      Number(a.kind === 'CronJob') - Number(b.kind === 'CronJob') ||
      compare(nameOf(a), nameOf(b)),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** A label value, and another one for every sleep. */
function sleepId(now: Date): string {
  return now.toISOString().replace(/[-:]/g, '');
}

function wokenByHand(sleeper: Sleeper): Finding {
  const { gitOps } = sleeper;
  return finding(
    `woken:${nameOf(sleeper)}`,
    gitOps
      ? `${nameOf(
          sleeper,
        )} was woken while the environment sleeps, probably by ${gitOps}, which keeps the replica count of its source: tell it to ignore /spec/replicas. It is left awake until the next sleep`
      : `${nameOf(
          sleeper,
        )} was woken by hand while the environment sleeps. It is left awake until the next sleep`,
  );
}

function brokenMark(sleeper: Sleeper): Finding {
  return finding(
    `mark:${nameOf(sleeper)}`,
    `${nameOf(
      sleeper,
    )} carries the annotation fairway.dev/asleep of another object, or one that cannot be read. It is left as it is: set its ${
      sleeper.kind === 'CronJob' ? 'suspend flag' : 'replicas'
    } and remove the annotation`,
  );
}
