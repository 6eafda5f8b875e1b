import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  capacityFilterSchema,
  capacityViewSchema,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { toBackstageError } from '@fairway-idp/backstage-plugin-fairway-node';
import type { HousekeepingServices } from '../service/createServices';

/** `housekeeping:get-capacity` */
export function registerGetCapacity(
  registry: ActionsRegistryService,
  { capacity }: Pick<HousekeepingServices, 'capacity'>,
): void {
  registry.register({
    name: 'get-capacity',
    title: 'Get the capacity of clusters',
    description: `Returns for each cluster and node pool what is allocatable, requested and, where it is measured, used; how that went; how many more previews would fit; and what fills up.

## When to use
Before something large is deployed, or when pods stay Pending.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: () => capacityFilterSchema,
      output: () => capacityViewSchema,
    },
    examples: [{ title: 'The last day', input: { range: '24h' } }],
    action: async ({ input, credentials }) => {
      try {
        return { output: await capacity.view(input, credentials) };
      } catch (error) {
        throw toBackstageError(error);
      }
    },
  });
}
