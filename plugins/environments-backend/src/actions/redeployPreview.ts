import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { environmentRefSchema } from '@fairway-idp/backstage-plugin-fairway-common';
import type { EnvironmentsServices } from '../router';
import {
  changeFields,
  changeOutputSchema,
  HOW_TO_CHANGE,
  runChange,
} from './changeAction';

/** `environments:redeploy-preview` */
export function registerRedeployPreview(
  registry: ActionsRegistryService,
  { redeploys }: Pick<EnvironmentsServices, 'redeploys'>,
): void {
  registry.register({
    name: 'redeploy-preview',
    title: 'Deploy a preview again',
    description: `Deploys the newest commit of a pull request to its preview again. Makes the preview anew if it was deleted or expired while the pull request is open.

## When to use
When a preview was deleted and is needed again, when somebody changed it by hand, or when a delivery failed for a reason that is mended now. A new commit is deployed without being asked for.

${HOW_TO_CHANGE}`,
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: () => environmentRefSchema.extend(changeFields),
      output: () => changeOutputSchema,
    },
    examples: [
      {
        title: 'Plan it',
        input: {
          cluster: 'dev',
          namespace: 'pv-storefront-12-abcdefgh',
          reason: 'The registry works again',
          acknowledged: [],
          dryRun: true,
        },
      },
    ],
    action: async ({ input, credentials }) =>
      runChange(input.dryRun, {
        plan: () => redeploys.plan(input, { credentials }),
        apply: () => redeploys.apply(input, { credentials }),
      }),
  });
}
