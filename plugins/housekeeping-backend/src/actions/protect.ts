import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  housekeepingPlanSchema,
  housekeepingResultSchema,
  protectObjectInputSchema,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { z } from 'zod/v3';
import type { HousekeepingServices } from '../service/createServices';
import { changeFields, HOW_TO_CHANGE, runChange } from './changeAction';

/** `housekeeping:protect` */
export function registerProtect(
  registry: ActionsRegistryService,
  { changes }: Pick<HousekeepingServices, 'changes'>,
): void {
  registry.register({
    name: 'protect',
    title: 'Protect something from cleanup',
    description: `Keeps an object from every cleanup rule, or ends that.

## When to use
When something must stay although it looks as if it were of no use.

${HOW_TO_CHANGE}`,
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: () => protectObjectInputSchema.extend(changeFields),
      output: () =>
        z.object({
          plan: housekeepingPlanSchema
            .optional()
            .describe('If dryRun was true'),
          result: housekeepingResultSchema
            .optional()
            .describe('If dryRun was false'),
        }),
    },
    examples: [
      {
        title: 'Plan it',
        input: {
          cluster: 'dev',
          namespace: 'shop-dev',
          kind: 'PersistentVolumeClaim',
          name: 'old-data',
          protect: true,
          reason: 'A gold copy',
          acknowledged: [],
          dryRun: true,
        },
      },
    ],
    action: async ({ input, credentials }) =>
      runChange(input.dryRun, {
        plan: () => changes.plan('protect', input, { credentials }),
        apply: () => changes.apply('protect', input, { credentials }),
      }),
  });
}
