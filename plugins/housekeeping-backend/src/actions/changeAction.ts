import { confirmationSchema } from '@fairway-idp/backstage-plugin-fairway-common';
import { toBackstageError } from '@fairway-idp/backstage-plugin-fairway-node';
import { z } from 'zod/v3';

/** Ends the description of every action that changes something. */
export const HOW_TO_CHANGE = `Call it with dryRun true first: it writes nothing and returns the plan with its findings. Show the plan to the user. Then call it with dryRun false, the plan's version, and in acknowledged the ids of the findings with severity confirm that the user agreed to. A finding with severity block cannot be overridden. When the answer says that it changed since, plan again.`;

/** What each changing action takes beside its own fields. Flat, for the CLI. */
export const changeFields = {
  ...confirmationSchema.shape,
  dryRun: z
    .boolean()
    .default(false)
    .describe('true: only plan it; nothing is written'),
};

/** Plans or does, by the same calls as the routes. */
export async function runChange<P, R>(
  dryRun: boolean,
  calls: { plan: () => Promise<P>; apply: () => Promise<R> },
): Promise<{ output: { plan?: P; result?: R } }> {
  try {
    return dryRun
      ? { output: { plan: await calls.plan() } }
      : { output: { result: await calls.apply() } };
  } catch (error) {
    throw toBackstageError(error);
  }
}
