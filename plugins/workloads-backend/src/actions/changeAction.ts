import {
  changePlanSchema,
  changeResultSchema,
  confirmationSchema,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { toBackstageError } from '@fairway-idp/backstage-plugin-fairway-node';
import { z } from 'zod/v3';
import type { ChangeInputs } from '../service/planners';
import type { Caller, WorkloadChanges } from '../service/WorkloadChanges';
import type { ChangeVerb } from '../domain/view/actions';

/** Ends the description of every action that changes something. */
export const HOW_TO_CHANGE = `Call it with dryRun true first: it writes nothing and returns the plan with its findings and the API server's opinion. Show the plan to the user. Then call it with dryRun false, the plan's version, and in acknowledged the ids of the findings with severity confirm that the user agreed to. A finding with severity block cannot be overridden. When the answer says that the workload changed since, plan again.`;

/** What each changing action takes beside its own fields; flat, for the CLI. */
export const changeFields = {
  ...confirmationSchema.shape,
  dryRun: z
    .boolean()
    .default(false)
    .describe('true: only plan it; nothing is written'),
};

/** The plan or the result, whichever was asked for. */
export const changeOutputSchema = z.object({
  plan: changePlanSchema.optional().describe('If dryRun was true'),
  result: changeResultSchema.optional().describe('If dryRun was false'),
});

/** Plans or does, by the same calls as the routes. */
export async function runChange<V extends ChangeVerb>(
  changes: WorkloadChanges,
  verb: V,
  options: {
    input: ChangeInputs[V] & z.output<z.ZodObject<typeof changeFields>>;
    caller: Caller;
  },
): Promise<{ output: z.output<typeof changeOutputSchema> }> {
  const { input, caller } = options;
  try {
    return input.dryRun
      ? { output: { plan: await changes.plan(verb, input, caller) } }
      : { output: { result: await changes.apply(verb, input, caller) } };
  } catch (error) {
    throw toBackstageError(error);
  }
}
