import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { renewInputSchema } from '@fairway-idp/backstage-plugin-fairway-common';
import type { EnvironmentsServices } from '../router';
import {
  changeFields,
  changeOutputSchema,
  HOW_TO_CHANGE,
  runChange,
} from './changeAction';

/** `environments:renew-environment` */
export function registerRenewEnvironment(
  registry: ActionsRegistryService,
  { changes }: Pick<EnvironmentsServices, 'changes'>,
): void {
  registry.register({
    name: 'renew-environment',
    title: 'Renew an environment',
    description: `Puts off the expiry of an environment. A warning that was sent counts no more.

## When to use
When an environment is about to expire and is still needed.

${HOW_TO_CHANGE}`,
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: () => renewInputSchema.extend(changeFields),
      output: () => changeOutputSchema,
    },
    examples: [
      {
        title: 'Plan it',
        input: {
          cluster: 'dev',
          namespace: 'sb-alice-try-kafka-abcdefgh',
          reason: 'Still testing',
          acknowledged: [],
          dryRun: true,
          days: 14,
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
