import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  previewScopeSchema,
  previewsViewSchema,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { toBackstageError } from '@fairway-idp/backstage-plugin-fairway-node';
import type { EnvironmentsServices } from '../router';

/** `environments:get-previews` */
export function registerGetPreviews(
  registry: ActionsRegistryService,
  { previews }: Pick<EnvironmentsServices, 'previews'>,
): void {
  registry.register({
    name: 'get-previews',
    title: 'Get previews',
    description: `Returns the open pull requests of a component with their previews in Kubernetes: state and why, URL, commit that is asked for and commit that runs, what is wrong, and what the caller may do.

## When to use
To find where a pull request can be tried, to learn why its preview does not come up, and to learn the cluster and namespace that the other actions ask for. It also says what is missing before a component gets previews.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: () => previewScopeSchema,
      output: () => previewsViewSchema,
    },
    examples: [
      {
        title: 'Previews of a component',
        input: { entityRef: 'component:default/storefront' },
      },
    ],
    action: async ({ input, credentials }) => {
      try {
        return { output: await previews.list(input.entityRef, credentials) };
      } catch (error) {
        throw toBackstageError(error);
      }
    },
  });
}
