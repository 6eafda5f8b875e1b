import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  workspaceScopeSchema,
  workspacesViewSchema,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { toBackstageError } from '@fairway-idp/backstage-plugin-fairway-node';
import type { WorkspacesServices } from '../service/createServices';

/** `workspaces:get-workspaces` */
export function registerGetWorkspaces(
  registry: ActionsRegistryService,
  { views }: Pick<WorkspacesServices, 'views'>,
): void {
  registry.register({
    name: 'get-workspaces',
    title: 'Get workspaces',
    description: `Returns workspaces in Kubernetes: state and why, branch, owner, why each is alive and when it stops, what it reaches, and what the caller may do.

## When to use
To find a workspace, to learn why one does not start, and to learn the cluster, namespace and name that the other actions ask for.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: () => workspaceScopeSchema,
      output: () => workspacesViewSchema,
    },
    examples: [{ title: 'My workspaces', input: { scope: 'mine' } }],
    action: async ({ input, credentials }) => {
      try {
        return { output: await views.list(input, credentials) };
      } catch (error) {
        throw toBackstageError(error);
      }
    },
  });
}
