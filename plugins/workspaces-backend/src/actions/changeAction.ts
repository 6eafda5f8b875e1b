import {
  confirmationSchema,
  workspacePlanSchema,
  workspaceRefSchema,
  workspaceResultSchema,
  type WorkspacePlan,
  type WorkspaceResult,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { toBackstageError } from '@fairway-idp/backstage-plugin-fairway-node';
import { z } from 'zod/v3';

/** Ends the description of every action that changes something. */
export const HOW_TO_CHANGE = `Call it with dryRun true first: it writes nothing and returns the plan with its findings. Show the plan to the user. Then call it with dryRun false, the plan's version, and in acknowledged the ids of the findings with severity confirm that the user agreed to. A finding with severity block cannot be overridden. When the answer says that it changed since, plan again.`;

/** `true`: only a plan. Flat, for the CLI. */
export const dryRunField = {
  dryRun: z
    .boolean()
    .default(false)
    .describe('true: only plan it; nothing is written'),
};

/** What each change takes. */
export const changeInputSchema = workspaceRefSchema
  .merge(confirmationSchema)
  .extend(dryRunField);

/** The plan or the result, whichever was asked for. */
export const changeOutputSchema = z.object({
  plan: workspacePlanSchema.optional().describe('If dryRun was true'),
  result: workspaceResultSchema.optional().describe('If dryRun was false'),
});

/** A workspace for examples. */
export const EXAMPLE = {
  cluster: 'dev',
  namespace: 'sb-alice-workspaces-abcdefgh',
  name: 'ws-orders-abcdefgh',
};

/** Plans or does, by the same calls as the routes. */
export async function runChange(
  dryRun: boolean,
  calls: {
    plan: () => Promise<WorkspacePlan>;
    apply: () => Promise<WorkspaceResult>;
  },
): Promise<{ output: z.output<typeof changeOutputSchema> }> {
  try {
    return dryRun
      ? { output: { plan: await calls.plan() } }
      : { output: { result: await calls.apply() } };
  } catch (error) {
    throw toBackstageError(error);
  }
}
