import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { WorkspacesServices } from '../service/createServices';
import {
  changeInputSchema,
  changeOutputSchema,
  EXAMPLE,
  HOW_TO_CHANGE,
  runChange,
} from './changeAction';

/** `workspaces:stop-workspace` */
export function registerStopWorkspace(
  registry: ActionsRegistryService,
  { changes }: Pick<WorkspacesServices, 'changes'>,
): void {
  registry.register({
    name: 'stop-workspace',
    title: 'Stop a workspace',
    description: `Ends what runs in a workspace. Its volume stays, with all files.

## When to use
When nobody works in it for a while: it costs only its volume then. It also stops by itself.

${HOW_TO_CHANGE}`,
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: () => changeInputSchema,
      output: () => changeOutputSchema,
    },
    examples: [
      {
        title: 'Plan it',
        input: {
          ...EXAMPLE,
          reason: 'Done for today',
          acknowledged: [],
          dryRun: true,
        },
      },
    ],
    action: async ({ input, credentials }) =>
      runChange(input.dryRun, {
        plan: () => changes.plan('stop', input, { credentials }),
        apply: () => changes.apply('stop', input, { credentials }),
      }),
  });
}
