import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { scaleInputSchema } from '@fairway-idp/backstage-plugin-fairway-common';
import type { WorkloadsServices } from '../router';
import {
  changeFields,
  changeOutputSchema,
  HOW_TO_CHANGE,
  runChange,
} from './changeAction';

const EXAMPLE = {
  entityRef: 'component:default/shop',
  cluster: 'dev',
  namespace: 'shop-dev',
  kind: 'Deployment' as const,
  name: 'storefront',
  acknowledged: [],
  dryRun: true,
  replicas: 3,
  reason: 'Campaign starts at noon',
};

/** `workloads:scale-workload` */
export function registerScaleWorkload(
  registry: ActionsRegistryService,
  { changes }: Pick<WorkloadsServices, 'changes'>,
): void {
  registry.register({
    name: 'scale-workload',
    title: 'Scale a workload',
    description: `Sets the number of replicas of a Deployment or StatefulSet of a catalog entity.

## When to use
When a service needs more or fewer pods now. Not to change the limits of an autoscaler: a manual value lasts until its next decision.

${HOW_TO_CHANGE}`,
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: () => scaleInputSchema.extend(changeFields),
      output: () => changeOutputSchema,
    },
    examples: [
      {
        title: 'Plan it',
        input: EXAMPLE,
      },
      {
        title: 'Do what was planned',
        input: { ...EXAMPLE, dryRun: false, version: '4f1c…7.12' },
      },
    ],
    action: async ({ input, credentials }) =>
      runChange(changes, 'scale', { input, caller: { credentials } }),
  });
}
