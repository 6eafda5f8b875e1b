import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { protectInputSchema } from '@fairway-idp/backstage-plugin-fairway-common';
import type { EnvironmentsServices } from '../router';
import {
  changeFields,
  changeOutputSchema,
  HOW_TO_CHANGE,
  runChange,
} from './changeAction';

/** `environments:protect-environment` */
export function registerProtectEnvironment(
  registry: ActionsRegistryService,
  { changes }: Pick<EnvironmentsServices, 'changes'>,
): void {
  registry.register({
    name: 'protect-environment',
    title: 'Protect an environment',
    description: `Keeps an environment from expiring, or ends that.

## When to use
When an environment must stay for longer than it can be renewed, such as for an audit.

${HOW_TO_CHANGE}`,
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: () => protectInputSchema.extend(changeFields),
      output: () => changeOutputSchema,
    },
    examples: [
      {
        title: 'Plan it',
        input: {
          cluster: 'dev',
          namespace: 'sb-alice-try-kafka-abcdefgh',
          reason: 'Evidence for the audit',
          acknowledged: [],
          dryRun: true,
          protect: true,
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
