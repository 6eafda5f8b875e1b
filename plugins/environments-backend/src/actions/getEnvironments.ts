import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  environmentScopeSchema,
  environmentsViewSchema,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { toBackstageError } from '@fairway-idp/backstage-plugin-fairway-node';
import type { EnvironmentsServices } from '../router';

/** `environments:get-environments` */
export function registerGetEnvironments(
  registry: ActionsRegistryService,
  { views }: Pick<EnvironmentsServices, 'views'>,
): void {
  registry.register({
    name: 'get-environments',
    title: 'Get environments',
    description: `Returns previews, sandboxes and workspaces in Kubernetes: state, owner, expiry, quota, cost, what is blocked and why, and what the caller may do.

## When to use
To find an environment, to learn why something in it does not start, and to learn the cluster and namespace that the other actions ask for.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: () => environmentScopeSchema,
      output: () => environmentsViewSchema,
    },
    examples: [{ title: 'My environments', input: { scope: 'mine' } }],
    action: async ({ input, credentials }) => {
      try {
        return { output: await views.list(input, credentials) };
      } catch (error) {
        throw toBackstageError(error);
      }
    },
  });
}
