import type {
  ChangePlan,
  Confirmation,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { errorKind } from '../notes/describeError';

/**
 * What a plan needs to tell to be reviewed. What changes, as YAML, and what the
 * API server says to it stand there where the backend can tell.
 *
 * @public
 */
export type ReviewedPlan = Pick<
  ChangePlan,
  'summary' | 'reasons' | 'findings' | 'noop' | 'version'
> &
  Partial<Pick<ChangePlan, 'before' | 'after' | 'dryRun'>>;

/** Where a person stands between wanting a change and having it. @public */
export type PlanState =
  | { step: 'form' }
  | { step: 'loading' }
  | { step: 'loadFailed'; error: Error }
  | { step: 'review'; plan: ReviewedPlan; error?: Error }
  | { step: 'applying'; plan: ReviewedPlan }
  | { step: 'changed'; plan: ReviewedPlan; error: Error };

/** @public */
export type PlanEvent =
  | { type: 'load' }
  | { type: 'loaded'; plan: ReviewedPlan }
  | { type: 'loadFailed'; error: Error }
  | { type: 'back' }
  | { type: 'apply' }
  | { type: 'applyFailed'; error: Error };

/**
 * The next step. What makes no sense in a step changes nothing: an answer that
 * comes after the person went back must not bring the plan up again.
 */
export function planReducer(state: PlanState, event: PlanEvent): PlanState {
  if (event.type === 'load') {
    return { step: 'loading' };
  }
  if (event.type === 'back') {
    return { step: 'form' };
  }
  if (state.step === 'loading') {
    return afterLoading(state, event);
  }
  if (state.step === 'review' && event.type === 'apply') {
    return { step: 'applying', plan: state.plan };
  }
  return state.step === 'applying' && event.type === 'applyFailed'
    ? afterFailure(state.plan, event.error)
    : state;
}

function afterLoading(state: PlanState, event: PlanEvent): PlanState {
  if (event.type === 'loaded') {
    return { step: 'review', plan: event.plan };
  }
  return event.type === 'loadFailed'
    ? { step: 'loadFailed', error: event.error }
    : state;
}

function afterFailure(plan: ReviewedPlan, error: Error): PlanState {
  return errorKind(error) === 'conflict'
    ? { step: 'changed', plan, error }
    : { step: 'review', plan, error };
}

/** What is still missing before a plan may be applied. */
export type Need = 'noop' | 'block' | 'refused' | 'confirm' | 'reason';

/** The shortest reason that the backend takes. */
const SHORTEST_REASON = 3;

/** What a person entered. */
export interface Given {
  /** Absent = none is asked for. */
  reason?: string;
  acknowledged: ReadonlySet<string>;
}

/** The first thing that stands in the way of applying, if any. */
export function missing(plan: ReviewedPlan, given: Given): Need | undefined {
  const has = (severity: string) =>
    plan.findings.some(finding => finding.severity === severity);
  const ticked = plan.findings.every(
    ({ severity, id }) => severity !== 'confirm' || given.acknowledged.has(id),
  );
  const checks: Array<[boolean, Need]> = [
    [plan.noop, 'noop'],
    [has('block'), 'block'],
    [plan.dryRun?.outcome === 'refused', 'refused'],
    [!ticked, 'confirm'],
    [
      given.reason !== undefined &&
        given.reason.trim().length < SHORTEST_REASON,
      'reason',
    ],
  ];
  return checks.find(([inTheWay]) => inTheWay)?.[1];
}

/** These cannot be overcome by anything a person may enter. */
export function isHopeless(need: Need | undefined): boolean {
  return need === 'noop' || need === 'block' || need === 'refused';
}

/** What goes to the backend with the change. */
export function confirmationOf(plan: ReviewedPlan, given: Given): Confirmation {
  return {
    reason: (given.reason ?? '').trim(),
    version: plan.version,
    acknowledged: plan.findings
      .filter(
        ({ severity, id }) =>
          severity === 'confirm' && given.acknowledged.has(id),
      )
      .map(({ id }) => id),
  };
}
