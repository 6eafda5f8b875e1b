import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  confirmationSchema,
  upgradeInputSchema,
  upgradePlanSchema,
  upgradeResultSchema,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { z } from 'zod/v3';
import type { GoldenPathServices } from '../service/createServices';

/** For the CLI and for agents: as the person who calls it. */
export function registerUpgradeComponent(
  registry: ActionsRegistryService,
  { upgrades }: GoldenPathServices,
): void {
  registry.register({
    name: 'upgrade-component',
    title: 'Upgrade a component to its golden path',
    description:
      'Opens the pull request that brings a component to the version of the template that made it. What was changed since is kept by a three-way merge. Call it with dryRun true first: it writes nothing and returns the plan with the files that change and the places that somebody has to decide. Show that to the user. Then call it with dryRun false and the version of the plan. Where the template asks for what the record lacks, it is refused naming each parameter: ask the user for these and give them as parameters, in the plan and then.',
    attributes: { destructive: false, readOnly: false, idempotent: true },
    schema: {
      input: () =>
        upgradeInputSchema.merge(confirmationSchema).extend({
          dryRun: z
            .boolean()
            .default(false)
            .describe('true: only plan it; nothing is written'),
        }),
      output: () =>
        z.object({
          plan: upgradePlanSchema.optional().describe('If dryRun was true'),
          result: upgradeResultSchema
            .optional()
            .describe('If dryRun was false'),
        }),
    },
    examples: [
      {
        title: 'Plan it',
        input: {
          entityRef: 'component:default/orders',
          reason: 'New probes',
          acknowledged: [],
          dryRun: true,
        },
      },
    ],
    action: async ({ input, credentials }) => ({
      output: input.dryRun
        ? { plan: await upgrades.plan(input, { credentials }) }
        : { result: await upgrades.upgrade(input, { credentials }) },
    }),
  });
}
