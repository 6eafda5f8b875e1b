import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  runPlanSchema,
  runResultSchema,
  runInputSchema,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { z } from 'zod/v3';
import type { HousekeepingServices } from '../service/createServices';
import { changeFields, HOW_TO_CHANGE, runChange } from './changeAction';

/** `housekeeping:run` */
export function registerRun(
  registry: ActionsRegistryService,
  { runs }: Pick<HousekeepingServices, 'runs'>,
): void {
  registry.register({
    name: 'run',
    title: 'Run housekeeping now',
    description: `Has a pass of housekeeping run now: owners are warned of what was found, and what is due is deleted after a last look. More than the cap allows goes only if the user acknowledged exactly that.

## When to use
When somebody does not want to wait for the next pass, or allows what the cap held back.

${HOW_TO_CHANGE}`,
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: () => runInputSchema.extend(changeFields),
      output: () =>
        z.object({
          plan: runPlanSchema.optional().describe('If dryRun was true'),
          result: runResultSchema.optional().describe('If dryRun was false'),
        }),
    },
    examples: [
      {
        title: 'Plan it',
        input: { reason: 'Before the demo', acknowledged: [], dryRun: true },
      },
    ],
    action: async ({ input, credentials }) =>
      runChange(input.dryRun, {
        plan: () => runs.plan(input, { credentials }),
        apply: () => runs.run(input, { credentials }),
      }),
  });
}
