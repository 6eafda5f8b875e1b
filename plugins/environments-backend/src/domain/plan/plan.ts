import {
  ENVIRONMENT_ANNOTATIONS,
  type Environment,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  desiredNamespace,
  desiredObjects,
  keyOf,
  railsFingerprint,
  watchedRails,
  type DesiredObject,
  type Rails,
} from '../guardRails/desiredObjects';
import { nextStep, type LifetimeStep } from '../lifetime/nextStep';
import { planSleep } from '../sleep/planSleep';
import { finding } from './finding';
import type { Desired, Observed, Op, Plan } from './types';

/**
 * What shall be done with one environment now. Pure; looks at the present only.
 *
 * The gravest first, and nothing else beside it: what is being deleted is left
 * alone; what is not known completely is left alone; guard rails come before
 * anything that may run inside them.
 */
export function plan(desired: Desired, observed: Observed, now: Date): Plan {
  if (observed.namespace.deletingSince) {
    return planDeleting(desired, observed, now);
  }
  if (observed.unknown.length > 0) {
    return planUnknown(observed);
  }
  const rails = planRails(desired, observed);
  if (rails.length > 0) {
    return {
      state: 'creating',
      ops: rails,
      reasons: rails.map(({ why }) => why),
      findings: [],
    };
  }
  const { environment, namespace, warning } = observed;
  const step = nextStep(
    { environment, uid: namespace.uid, warning },
    desired.lifetime,
    now,
  );
  const sleep = planSleep(observed, now);
  return {
    ...sleep,
    ops: [...lifetimeOps(step, observed), ...sleep.ops],
    reasons: [step.why, ...sleep.reasons],
  };
}

/** A deletion comes first: what follows is for passes that may not delete. */
function lifetimeOps(
  step: LifetimeStep,
  { namespace, environment }: Observed,
): Op[] {
  const { uid, resourceVersion } = namespace;
  const { expiresAt = '' } = environment;
  if (step.step === 'warn') {
    return [{ op: 'warn', uid, expiresAt, why: step.why }];
  }
  if (step.step === 'due') {
    const { evidence, warning, why } = step;
    return [{ op: 'delete', uid, resourceVersion, evidence, warning, why }];
  }
  return [];
}

/** Never strips finalizers: what holds the namespace would be stranded. */
function planDeleting(
  { stuckAfter }: Desired,
  { namespace }: Observed,
  now: Date,
): Plan {
  const { deletingSince = '', deletionMessages } = namespace;
  const since = now.getTime() - Date.parse(deletingSince);
  const reasons = [`It is being deleted since ${deletingSince}`];
  if (since < stuckAfter) {
    return { state: 'deleting', ops: [], reasons, findings: [] };
  }
  const words =
    deletionMessages.join('; ') || 'the cluster does not say what is left';
  return {
    state: 'stuck',
    ops: [],
    reasons,
    findings: [
      finding(
        'stuck',
        `Its deletion does not come to an end: ${words}. Something in it waits for a controller that is gone or an API that does not answer; a platform engineer must look`,
      ),
    ],
  };
}

function planUnknown({ unknown }: Observed): Plan {
  return {
    state: 'unknown',
    ops: [],
    reasons: ['Nothing is done while not everything is known'],
    findings: unknown.map(what => finding('unknown', what)),
  };
}

/**
 * All guard rails again if the set changed or was never complete; else those
 * that are gone.
 */
function planRails({ rails }: Desired, observed: Observed): Op[] {
  const { environment, namespace, guardRails } = observed;
  const mark = railsFingerprint(rails);
  if (environment.guardRails === mark) {
    const gone = watchedRails(rails).filter(key => !guardRails.has(key));
    return desiredObjectsNamed(gone, environment, rails).map(object =>
      apply(object, 'put back what is gone'),
    );
  }
  const why =
    environment.guardRails === undefined
      ? 'guard the new environment'
      : 'its guard rails changed';
  const { labels } = desiredNamespace(environment).metadata;
  return [
    ...desiredObjects(environment, rails).map(object => apply(object, why)),
    {
      op: 'patch',
      on: { kind: 'Namespace', name: namespace.name },
      resourceVersion: namespace.resourceVersion,
      patch: {
        metadata: {
          labels,
          annotations: { [ENVIRONMENT_ANNOTATIONS.guardRails]: mark },
        },
      },
      why: 'Mark the environment as guarded',
    },
  ];
}

/** Not built at all when nothing is gone: a pass goes over thousands. */
function desiredObjectsNamed(
  keys: readonly string[],
  environment: Environment,
  rails: Rails,
): DesiredObject[] {
  return keys.length === 0
    ? []
    : desiredObjects(environment, rails).filter(object =>
        keys.includes(keyOf(object)),
      );
}

function apply(object: DesiredObject, why: string): Op {
  const { kind, metadata } = object;
  return {
    op: 'apply',
    object,
    why: `Apply ${kind} ${metadata.name}: ${why}`,
  };
}
