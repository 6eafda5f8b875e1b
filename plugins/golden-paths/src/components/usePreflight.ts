import { useApi } from '@backstage/core-plugin-api';
import type { PreflightReport } from '@fairway-idp/backstage-plugin-fairway-common';
import { goldenPathsApiRef } from '../api/GoldenPathsApi';
import { formParameters, type AskOptions } from '../view/formParameters';
import { useAnswer, type Answered } from './useAnswer';

/** While somebody types, nobody is asked. */
const PAUSE = 400;

/** The whole form, as every field of it gets it. */
export function formDataOf(formContext: unknown): Record<string, unknown> {
  const { formData } = (formContext ?? {}) as {
    formData?: Record<string, unknown>;
  };
  return formData ?? {};
}

/** What the cluster says to the form as it is now. */
export function usePreflight(
  formData: Record<string, unknown>,
  options: AskOptions,
): Answered<PreflightReport> & { namespace?: string } {
  const api = useApi(goldenPathsApiRef);
  const { target, ...rest } = formParameters(formData, options);
  const input = target && { ...target, ...rest };
  const answered = useAnswer(
    input && JSON.stringify(input),
    signal => api.preflight(input!, signal),
    PAUSE,
  );
  return { ...answered, namespace: target?.namespace };
}
