import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { rollbackInputSchema } from '@fairway-idp/backstage-plugin-fairway-common';
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
  toRevision: 0,
  reason: 'Payments fail since 14:05',
};

/** `workloads:rollback-workload` */
export function registerRollbackWorkload(
  registry: ActionsRegistryService,
  { changes }: Pick<WorkloadsServices, 'changes'>,
): void {
  registry.register({
    name: 'rollback-workload',
    title: 'Roll a workload back',
    description: `Puts an earlier pod template of a Deployment, StatefulSet or DaemonSet back, like kubectl rollout undo.

## When to use
When the last rollout made things worse. With toRevision 0 it goes to the revision before the current one.

${HOW_TO_CHANGE}`,
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: () => rollbackInputSchema.extend(changeFields),
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
      runChange(changes, 'rollback', { input, caller: { credentials } }),
  });
}
