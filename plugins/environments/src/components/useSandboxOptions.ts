import { useApi } from '@backstage/core-plugin-api';
import type { SandboxOptions } from '@fairway-idp/backstage-plugin-fairway-common';
import { useCallback, useEffect, useState } from 'react';
import { environmentsApiRef } from '../api/EnvironmentsApi';

/** What is on offer, or why that is not known. */
export interface SandboxOptionsState {
  options?: SandboxOptions;
  error?: Error;
  retry: () => void;
}

/** What the backend offers for a new sandbox. */
export function useSandboxOptions(): SandboxOptionsState {
  const api = useApi(environmentsApiRef);
  const [result, setResult] = useState<{
    options?: SandboxOptions;
    error?: Error;
  }>({});
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    api.getSandboxOptions(stop.signal).then(
      options => !stop.signal.aborted && setResult({ options }),
      error => !stop.signal.aborted && setResult({ error }),
    );
    return () => stop.abort();
  }, [api, attempt]);
  const retry = useCallback(() => {
    setResult({});
    setAttempt(n => n + 1);
  }, []);
  return { ...result, retry };
}
