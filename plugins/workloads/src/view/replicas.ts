import { scaleInputSchema } from '@fairway-idp/backstage-plugin-fairway-common';

/** What a person typed as a number of replicas. */
export type ReplicasInput =
  | { ok: true; replicas: number }
  | { ok: false; error: string };

const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/** Reads a number of replicas as the backend will, and says what it would. */
export function parseReplicas(text: string): ReplicasInput {
  const trimmed = text.trim();
  const result = scaleInputSchema.shape.replicas.safeParse(
    NUMBER.test(trimmed) ? Number(trimmed) : undefined,
  );
  if (result.success) {
    return { ok: true, replicas: result.data };
  }
  const [issue] = result.error.issues;
  return {
    ok: false,
    error:
      issue.message === 'Required'
        ? 'replicas must be a whole number'
        : issue.message,
  };
}
