import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  housekeepingPlanSchema,
  housekeepingResultSchema,
  renewObjectInputSchema,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { z } from 'zod/v3';
import type { HousekeepingServices } from '../service/createServices';
import { changeFields, HOW_TO_CHANGE, runChange } from './changeAction';

/** `housekeeping:renew` */
export function registerRenew(
  registry: ActionsRegistryService,
  { changes }: Pick<HousekeepingServices, 'changes'>,
): void {
  registry.register({
    name: 'renew',
    title: 'Keep something for some time',
    description: `Keeps an object that a cleanup rule finds for some days. A warning that was sent counts no more; before it is deleted later, its owner is warned again.

## When to use
When something is about to be deleted and is still needed.

${HOW_TO_CHANGE}`,
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: () => renewObjectInputSchema.extend(changeFields),
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
          days: 14,
          reason: 'Still needed',
          acknowledged: [],
          dryRun: true,
        },
      },
    ],
    action: async ({ input, credentials }) =>
      runChange(input.dryRun, {
        plan: () => changes.plan('renew', input, { credentials }),
        apply: () => changes.apply('renew', input, { credentials }),
      }),
  });
}
