import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  entityInputSchema,
  workloadsViewSchema,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { toBackstageError } from '@fairway-idp/backstage-plugin-fairway-node';
import type { WorkloadsServices } from '../router';

/** `workloads:get-workloads` */
export function registerGetWorkloads(
  registry: ActionsRegistryService,
  { views }: Pick<WorkloadsServices, 'views'>,
): void {
  registry.register({
    name: 'get-workloads',
    title: 'Get workloads',
    description: `Returns the Kubernetes workloads of a catalog entity in all clusters: health with the reason in words, replicas, images, pods, and what the caller may do.

## When to use
To find out whether a service runs and why not, and to learn the cluster, namespace, kind and name that the actions scale-workload, restart-workload and rollback-workload ask for.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: () => entityInputSchema,
      output: () => workloadsViewSchema,
    },
    examples: [
      {
        title: 'See whether a component runs',
        input: { entityRef: 'component:default/shop' },
      },
    ],
    action: async ({ input, credentials }) => {
      try {
        return { output: await views.list(input.entityRef, credentials) };
      } catch (error) {
        throw toBackstageError(error);
      }
    },
  });
}
