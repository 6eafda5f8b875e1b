import { useApi } from '@backstage/core-plugin-api';
import type {
  RevisionView,
  WorkloadRef,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { workloadsApiRef } from '../api/WorkloadsApi';
import { workloadKey } from '../view/grouping';

/**
 * The revisions of a workload; read again when its current revision changes,
 * for a rollback gives the old one a new number.
 */
export function useRevisions(
  ref: WorkloadRef,
  currentRevision: number | undefined,
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
  }, [api, key, currentRevision, attempt]);

  const retry = useCallback(() => {
    setResult({});
    setAttempt(n => n + 1);
  }, []);
  return { ...result, retry };
}
