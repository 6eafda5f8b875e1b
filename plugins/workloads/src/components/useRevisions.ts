import { useApi } from '@backstage/core-plugin-api';
import type {
  RevisionView,
  WorkloadRef,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { workloadsApiRef } from '../api/WorkloadsApi';
import { workloadKey } from '../view/grouping';

/**
 * The revisions of a workload; read again whenever `state` changes: a rollback
 * gives the old revision a new number.
 */
export function useRevisions(
  ref: WorkloadRef,
  state: number | string | undefined,
): { revisions?: RevisionView[]; error?: Error; retry: () => void } {
  const api = useApi(workloadsApiRef);
  const [result, setResult] = useState<{
    revisions?: RevisionView[];
    error?: Error;
  }>({});
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(ref);
  latest.current = ref;
  const key = workloadKey(ref);

  useEffect(() => {
    const stop = new AbortController();
    api.listRevisions(latest.current, stop.signal).then(
      ({ revisions }) => !stop.signal.aborted && setResult({ revisions }),
      error => !stop.signal.aborted && setResult({ error }),
    );
    return () => stop.abort();
  }, [api, key, state, attempt]);

  const retry = useCallback(() => {
    setResult({});
    setAttempt(n => n + 1);
  }, []);
  return { ...result, retry };
}
