import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  findingsFilterSchema,
  findingsViewSchema,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { toBackstageError } from '@fairway-idp/backstage-plugin-fairway-node';
import type { HousekeepingServices } from '../service/createServices';

/** `housekeeping:get-findings` */
export function registerGetFindings(
  registry: ActionsRegistryService,
  { views }: Pick<HousekeepingServices, 'views'>,
): void {
  registry.register({
    name: 'get-findings',
    title: 'Get what is left over',
    description: `Returns what the cleanup rules find in Kubernetes: pods, jobs, volume claims and namespaces that seem to be of no use, each with its state, evidence, owner, deadline and what the caller may do.

## When to use
To learn what will be deleted and when, why something is kept, and the cluster, namespace, kind and name that the other actions ask for.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: () => findingsFilterSchema,
      output: () => findingsViewSchema,
    },
    examples: [{ title: 'What is mine', input: { scope: 'mine', limit: 500 } }],
    action: async ({ input, credentials }) => {
      try {
        return { output: await views.list(input, credentials) };
      } catch (error) {
        throw toBackstageError(error);
      }
    },
  });
}
