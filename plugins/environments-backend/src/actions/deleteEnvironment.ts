import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { deleteEnvironmentInputSchema } from '@fairway-idp/backstage-plugin-fairway-common';
import type { EnvironmentsServices } from '../router';
import {
  changeFields,
  changeOutputSchema,
  HOW_TO_CHANGE,
  runChange,
} from './changeAction';

/** `environments:delete-environment` */
export function registerDeleteEnvironment(
  registry: ActionsRegistryService,
  { changes }: Pick<EnvironmentsServices, 'changes'>,
): void {
  registry.register({
    name: 'delete-environment',
    title: 'Delete an environment',
    description: `Deletes an environment with all that is in it, data included.

## When to use
When an environment is not needed any more. To save money only, put it to sleep.

${HOW_TO_CHANGE}`,
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: () => deleteEnvironmentInputSchema.extend(changeFields),
      output: () => changeOutputSchema,
    },
    examples: [
      {
        title: 'Plan it',
        input: {
          cluster: 'dev',
          namespace: 'sb-alice-try-kafka-abcdefgh',
          reason: 'Experiment is over',
          acknowledged: [],
          dryRun: true,
        },
      },
    ],
    action: async ({ input, credentials }) =>
      runChange(input.dryRun, {
        plan: () => changes.planDelete(input, { credentials }),
        apply: () => changes.delete(input, { credentials }),
      }),
  });
}
