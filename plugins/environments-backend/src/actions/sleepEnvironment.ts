import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { sleepInputSchema } from '@fairway-idp/backstage-plugin-fairway-common';
import type { EnvironmentsServices } from '../router';
import {
  changeFields,
  changeOutputSchema,
  HOW_TO_CHANGE,
  runChange,
} from './changeAction';

/** `environments:sleep-environment` */
export function registerSleepEnvironment(
  registry: ActionsRegistryService,
  { changes }: Pick<EnvironmentsServices, 'changes'>,
): void {
  registry.register({
    name: 'sleep-environment',
    title: 'Put an environment to sleep',
    description: `Scales what runs in an environment to nothing and keeps what it was, until its schedule or a person wakes it. Data stays.

## When to use
When nobody needs an environment for some time, and its schedule does not know.

${HOW_TO_CHANGE}`,
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: () => sleepInputSchema.extend(changeFields),
      output: () => changeOutputSchema,
    },
    examples: [
      {
        title: 'Plan it',
        input: {
          cluster: 'dev',
          namespace: 'sb-alice-try-kafka-abcdefgh',
          reason: 'Done for today',
          acknowledged: [],
          dryRun: true,
        },
      },
    ],
    action: async ({ input, credentials }) =>
      runChange(input.dryRun, {
        plan: () => changes.plan('sleep', input, { credentials }),
        apply: () => changes.apply('sleep', input, { credentials }),
      }),
  });
}
