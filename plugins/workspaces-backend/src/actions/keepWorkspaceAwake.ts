import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { keepAwakeInputSchema } from '@fairway-idp/backstage-plugin-fairway-common';
import type { WorkspacesServices } from '../service/createServices';
import {
  changeInputSchema,
  changeOutputSchema,
  EXAMPLE,
  HOW_TO_CHANGE,
  runChange,
} from './changeAction';

/** `workspaces:keep-workspace-awake` */
export function registerKeepWorkspaceAwake(
  registry: ActionsRegistryService,
  { changes }: Pick<WorkspacesServices, 'changes'>,
): void {
  registry.register({
    name: 'keep-workspace-awake',
    title: 'Keep a workspace awake',
    description: `Puts off the idle stop of a workspace for some hours, or ends that with 0.

## When to use
When something shall go on in it that the portal does not see, such as waiting for somebody.

${HOW_TO_CHANGE}`,
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: () => changeInputSchema.merge(keepAwakeInputSchema),
      output: () => changeOutputSchema,
    },
    examples: [
      {
        title: 'Plan it',
        input: {
          ...EXAMPLE,
          reason: 'A long test runs',
          acknowledged: [],
          dryRun: true,
          hours: 4,
        },
      },
    ],
    action: async ({ input, credentials }) =>
      runChange(input.dryRun, {
        plan: () => changes.plan('keep-awake', input, { credentials }),
        apply: () => changes.apply('keep-awake', input, { credentials }),
      }),
  });
}
