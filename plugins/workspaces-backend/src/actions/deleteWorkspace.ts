import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { WorkspacesServices } from '../service/createServices';
import {
  changeInputSchema,
  changeOutputSchema,
  EXAMPLE,
  HOW_TO_CHANGE,
  runChange,
} from './changeAction';

/** `workspaces:delete-workspace` */
export function registerDeleteWorkspace(
  registry: ActionsRegistryService,
  { changes }: Pick<WorkspacesServices, 'changes'>,
): void {
  registry.register({
    name: 'delete-workspace',
    title: 'Delete a workspace',
    description: `Deletes a workspace with its volume and all files on it. The plan says which work no remote has.

## When to use
When a workspace is not needed any more and its work is pushed. To save money only, stop it.

${HOW_TO_CHANGE}`,
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: () => changeInputSchema,
      output: () => changeOutputSchema,
    },
    examples: [
      {
        title: 'Plan it',
        input: {
          ...EXAMPLE,
          reason: 'The feature is merged',
          acknowledged: [],
          dryRun: true,
        },
      },
    ],
    action: async ({ input, credentials }) =>
      runChange(input.dryRun, {
        plan: () => changes.plan('delete', input, { credentials }),
        apply: () => changes.apply('delete', input, { credentials }),
      }),
  });
}
