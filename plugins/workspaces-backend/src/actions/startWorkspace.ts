import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { WorkspacesServices } from '../service/createServices';
import {
  changeInputSchema,
  changeOutputSchema,
  EXAMPLE,
  HOW_TO_CHANGE,
  runChange,
} from './changeAction';

/** `workspaces:start-workspace` */
export function registerStartWorkspace(
  registry: ActionsRegistryService,
  { changes }: Pick<WorkspacesServices, 'changes'>,
): void {
  registry.register({
    name: 'start-workspace',
    title: 'Start a workspace',
    description: `Lets a workspace run again on the volume that it had, as it was left.

## When to use
When somebody wants to go on in a workspace that is stopped or could not be started.

${HOW_TO_CHANGE}`,
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: () => changeInputSchema,
      output: () => changeOutputSchema,
    },
    examples: [
      {
        title: 'Plan it',
        input: {
          ...EXAMPLE,
          reason: 'Go on with the checkout',
          acknowledged: [],
          dryRun: true,
        },
      },
    ],
    action: async ({ input, credentials }) =>
      runChange(input.dryRun, {
        plan: () => changes.plan('start', input, { credentials }),
        apply: () => changes.apply('start', input, { credentials }),
      }),
  });
}
