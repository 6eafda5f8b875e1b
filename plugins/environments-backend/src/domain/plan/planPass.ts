import {
  exceedsCap,
  type BlastCap,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { nextStep } from '../lifetime/nextStep';
import { finding } from './finding';
import { plan } from './plan';
import type { Desired, Observed, Op, Plan } from './types';

/** One environment with what is wanted of it. */
export interface Subject {
  desired: Desired;
  observed: Observed;
}

/** @see Plan */
export interface PassPlan {
  /** In the order of the subjects. */
  plans: Plan[];
  /** Why nothing is deleted in this pass although something is due. */
  blocked?: string;
}

/**
 * What one pass does with all environments of a cluster. The cap is computed
 * over all of them before the first deletion.
 */
export function planPass(
  subjects: readonly Subject[],
  cap: BlastCap,
  now: Date,
): PassPlan {
  const plans = subjects.map(({ desired, observed }) =>
    plan(desired, observed, now),
  );
  const due = plans.filter(({ ops }) => ops.some(isDeletion)).length;
  const blocked = exceedsCap({ due, all: subjects.length }, cap, {
    what: 'environments',
    config: 'environments.cleanup',
  });
  if (!blocked) {
    return { plans };
  }
  return {
    blocked,
    plans: plans.map(one =>
      one.ops.some(isDeletion)
        ? {
            ...one,
            ops: one.ops.filter(op => !isDeletion(op)),
            reasons: [...one.reasons, blocked],
            findings: [...one.findings, finding('cap', blocked)],
          }
        : one,
    ),
  };
}

/**
 * The last look before a deletion, at what was read for it and not from a
 * cache: the very op to send, or why not.
 */
export function recheck(
  { desired, observed }: Subject,
  now: Date,
): { op: Extract<Op, { op: 'delete' }> } | { why: string } {
  const { environment, namespace, warning, unknown } = observed;
  if (unknown.length > 0) {
    return { why: unknown.join('; ') };
  }
  const op = plan(desired, observed, now).ops.find(isDeletion);
  if (op) {
    return { op };
  }
  const subject = { environment, uid: namespace.uid, warning };
  return { why: nextStep(subject, desired.lifetime, now).why };
}

function isDeletion(op: Op): op is Extract<Op, { op: 'delete' }> {
  return op.op === 'delete';
}
