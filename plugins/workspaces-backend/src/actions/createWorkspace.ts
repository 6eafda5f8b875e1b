import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { createWorkspaceInputSchema } from '@fairway-idp/backstage-plugin-fairway-common';
import type { WorkspacesServices } from '../service/createServices';
import { changeOutputSchema, dryRunField, runChange } from './changeAction';

/** `workspaces:create-workspace` */
export function registerCreateWorkspace(
  registry: ActionsRegistryService,
  { creations }: Pick<WorkspacesServices, 'creations'>,
): void {
  registry.register({
    name: 'create-workspace',
    title: 'Create a workspace',
    description: `Makes a workspace of a component in the caller's own sandbox: its repository is cloned at a branch, its dependencies are wired in, and a terminal, SSH and editors reach it through the portal. A sandbox is made where there is none.

## When to use
When somebody wants to write on a component. One for each component and branch.

Only entityRef is needed. With dryRun true it writes nothing and returns what would be made.`,
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: () => createWorkspaceInputSchema.extend(dryRunField),
      output: () => changeOutputSchema,
    },
    examples: [
      {
        title: 'On a branch, small',
        input: {
          entityRef: 'component:default/orders',
          branch: 'feature/faster-checkout',
          tier: 's',
          dryRun: false,
        },
      },
    ],
    action: async ({ input, credentials }) =>
      runChange(input.dryRun, {
        plan: () => creations.plan(input, { credentials }),
        apply: () => creations.create(input, { credentials }),
      }),
  });
}
