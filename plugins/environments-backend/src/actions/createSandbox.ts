import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { createSandboxInputSchema } from '@fairway-idp/backstage-plugin-fairway-common';
import type { EnvironmentsServices } from '../router';
import { changeOutputSchema, dryRunField, runChange } from './changeAction';

/** `environments:create-sandbox` */
export function registerCreateSandbox(
  registry: ActionsRegistryService,
  { sandboxes }: Pick<EnvironmentsServices, 'sandboxes'>,
): void {
  registry.register({
    name: 'create-sandbox',
    title: 'Create a sandbox',
    description: `Makes a namespace of the caller's own, with quota, limits, network isolation and rights, that sleeps by a schedule and expires.

## When to use
When somebody needs a place to try something in Kubernetes. Not for a pull request: those get previews.

Only the title is needed. With dryRun true it writes nothing and returns what would be made.`,
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: () => createSandboxInputSchema.extend(dryRunField),
      output: () => changeOutputSchema,
    },
    examples: [
      {
        title: 'A small one for two weeks',
        input: { title: 'try kafka', tier: 's', days: 14, dryRun: false },
      },
    ],
    action: async ({ input, credentials }) =>
      runChange(input.dryRun, {
        plan: () => sandboxes.plan(input, { credentials }),
        apply: () => sandboxes.create(input, { credentials }),
      }),
  });
}
