import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { restartInputSchema } from '@fairway-idp/backstage-plugin-fairway-common';
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
  reason: 'Reads the renewed certificate',
};

/** `workloads:restart-workload` */
export function registerRestartWorkload(
  registry: ActionsRegistryService,
  { changes }: Pick<WorkloadsServices, 'changes'>,
): void {
  registry.register({
    name: 'restart-workload',
    title: 'Restart a workload',
    description: `Replaces all pods of a Deployment, StatefulSet or DaemonSet by new ones of the same template, step by step, like kubectl rollout restart.

## When to use
When pods must read their configuration again or hang. A workload whose image or configuration is wrong is not mended by it: roll back instead.

${HOW_TO_CHANGE}`,
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: () => restartInputSchema.extend(changeFields),
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
      runChange(changes, 'restart', { input, caller: { credentials } }),
  });
}
