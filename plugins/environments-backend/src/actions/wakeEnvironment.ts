import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { wakeInputSchema } from '@fairway-idp/backstage-plugin-fairway-common';
import type { EnvironmentsServices } from '../router';
import {
  changeFields,
  changeOutputSchema,
  HOW_TO_CHANGE,
  runChange,
} from './changeAction';

/** `environments:wake-environment` */
export function registerWakeEnvironment(
  registry: ActionsRegistryService,
  { changes }: Pick<EnvironmentsServices, 'changes'>,
): void {
  registry.register({
    name: 'wake-environment',
    title: 'Wake an environment',
    description: `Gives back to everything in an environment the replicas it had. After some hours the schedule counts again.

## When to use
When somebody wants to use an environment that sleeps.

${HOW_TO_CHANGE}`,
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: () => wakeInputSchema.extend(changeFields),
      output: () => changeOutputSchema,
    },
    examples: [
      {
        title: 'Plan it',
        input: {
          cluster: 'dev',
          namespace: 'sb-alice-try-kafka-abcdefgh',
          reason: 'Showing it to a customer',
          acknowledged: [],
          dryRun: true,
          hours: 3,
        },
      },
    ],
    action: async ({ input, credentials }) =>
      runChange(input.dryRun, {
        plan: () => changes.plan('wake', input, { credentials }),
        apply: () => changes.apply('wake', input, { credentials }),
      }),
  });
}
