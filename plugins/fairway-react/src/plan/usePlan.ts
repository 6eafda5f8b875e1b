import { toError } from '@backstage/errors';
import type {
  ChangeResult,
  Confirmation,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { type PlanState, planReducer, type ReviewedPlan } from './planState';

/** What a plan dialog does. @public */
export interface PlanActions<R = ChangeResult> {
  loadPlan(signal: AbortSignal): Promise<ReviewedPlan>;
  apply(confirmation: Confirmation): Promise<R>;
  onApplied(result: R): void;
}

/** Runs the two requests of a change and keeps track of the step. */
export function usePlan<R>(
  actions: PlanActions<R>,
  hasForm: boolean,
): {
  state: PlanState;
  load(): void;
  back(): void;
  apply(confirmation: Confirmation): void;
} {
  const [state, dispatch] = useReducer(planReducer, {
    step: hasForm ? 'form' : 'loading',
  });
  const latest = useRef(actions);
  latest.current = actions;
  const loading = useRef<AbortController>();

  const load = useCallback(() => {
    loading.current?.abort();
    const { signal } = (loading.current = new AbortController());
    dispatch({ type: 'load' });
    latest.current.loadPlan(signal).then(
      plan => !signal.aborted && dispatch({ type: 'loaded', plan }),
      error =>
        !signal.aborted &&
        dispatch({ type: 'loadFailed', error: asError(error) }),
    );
  }, []);

  const back = useCallback(() => {
    loading.current?.abort();
    dispatch({ type: 'back' });
  }, []);

  const apply = useCallback((confirmation: Confirmation) => {
    dispatch({ type: 'apply' });
    latest.current.apply(confirmation).then(
      result => latest.current.onApplied(result),
      error => dispatch({ type: 'applyFailed', error: asError(error) }),
    );
  }, []);

  useEffect(() => {
    if (!hasForm) {
      load();
    }
    return () => loading.current?.abort();
  }, [hasForm, load]);

  return { state, load, back, apply };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : (toError(error) as Error);
}
