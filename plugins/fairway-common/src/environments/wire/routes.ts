import { z } from 'zod/v3';
import { environmentRefSchema } from '../../refs/environmentRef';
import { defineRoutes } from '../../wire/route';
import { confirmationSchema } from '../../workloads/changes';
import {
  createSandboxInputSchema,
  deleteEnvironmentInputSchema,
  environmentPlanSchema,
  environmentResultSchema,
  protectInputSchema,
  renewInputSchema,
  sleepInputSchema,
  wakeInputSchema,
} from './changes';
import { ledgerEntrySchema } from './ledger';
import { previewScopeSchema, previewsViewSchema } from './previews';
import {
  environmentScopeSchema,
  environmentsViewSchema,
  sandboxOptionsSchema,
} from './view';

/** Id of the environments plugin, frontend and backend. @public */
export const ENVIRONMENTS_PLUGIN_ID = 'environments';

/** A plan and the route that carries it out, for one verb. */
function pathOf(verb: string) {
  return {
    plan: {
      method: 'POST',
      path: `/v1/environment/${verb}/plan`,
      output: environmentPlanSchema,
    },
    apply: {
      method: 'POST',
      path: `/v1/environment/${verb}`,
      output: environmentResultSchema,
    },
  } as const;
}

/**
 * The API of the environments plugin.
 *
 * @public
 */
export const environmentsRoutes = defineRoutes({
  listEnvironments: {
    method: 'GET',
    path: '/v1/environments',
    summary: 'Environments, as they are now',
    input: environmentScopeSchema,
    output: environmentsViewSchema,
  },
  watchEnvironments: {
    method: 'GET',
    path: '/v1/environments/watch',
    summary: 'Environments, again whenever something changes',
    input: environmentScopeSchema,
    output: environmentsViewSchema,
    stream: true,
  },
  listPreviews: {
    method: 'GET',
    path: '/v1/previews',
    summary: "A component's pull requests and their previews",
    input: previewScopeSchema,
    output: previewsViewSchema,
  },
  watchPreviews: {
    method: 'GET',
    path: '/v1/previews/watch',
    summary: 'The same, again whenever something changes',
    input: previewScopeSchema,
    output: previewsViewSchema,
    stream: true,
  },
  getSandboxOptions: {
    method: 'GET',
    path: '/v1/sandbox/options',
    summary: 'What the form for a new sandbox offers to this user',
    input: z.object({}),
    output: sandboxOptionsSchema,
  },
  planCreateSandbox: {
    method: 'POST',
    path: '/v1/sandbox/plan',
    summary: 'What a new sandbox would be; writes nothing',
    input: createSandboxInputSchema,
    output: environmentPlanSchema,
  },
  createSandbox: {
    method: 'POST',
    path: '/v1/sandbox',
    summary: 'Make a sandbox',
    input: createSandboxInputSchema,
    output: environmentResultSchema,
  },
  planSleep: {
    ...pathOf('sleep').plan,
    summary: 'What sleeping would do; writes nothing',
    input: sleepInputSchema,
  },
  sleep: {
    ...pathOf('sleep').apply,
    summary: 'Put an environment to sleep',
    input: sleepInputSchema.merge(confirmationSchema),
  },
  planWake: {
    ...pathOf('wake').plan,
    summary: 'What waking would do; writes nothing',
    input: wakeInputSchema,
  },
  wake: {
    ...pathOf('wake').apply,
    summary: 'Wake an environment',
    input: wakeInputSchema.merge(confirmationSchema),
  },
  planRenew: {
    ...pathOf('renew').plan,
    summary: 'What renewing would do; writes nothing',
    input: renewInputSchema,
  },
  renew: {
    ...pathOf('renew').apply,
    summary: 'Put off the expiry of an environment',
    input: renewInputSchema.merge(confirmationSchema),
  },
  planProtect: {
    ...pathOf('protect').plan,
    summary: 'What protecting would do; writes nothing',
    input: protectInputSchema,
  },
  protect: {
    ...pathOf('protect').apply,
    summary: 'Protect an environment from expiry, or end that',
    input: protectInputSchema.merge(confirmationSchema),
  },
  planRedeploy: {
    ...pathOf('redeploy').plan,
    summary: 'What deploying a preview again would do; writes nothing',
    input: environmentRefSchema,
  },
  redeploy: {
    ...pathOf('redeploy').apply,
    summary:
      'Deploy the newest commit of a pull request again, also where its preview was deleted',
    input: environmentRefSchema.merge(confirmationSchema),
  },
  planDelete: {
    ...pathOf('delete').plan,
    summary: 'What deleting would do; writes nothing',
    input: deleteEnvironmentInputSchema,
  },
  delete: {
    ...pathOf('delete').apply,
    summary: 'Delete an environment with all that is in it',
    input: deleteEnvironmentInputSchema.merge(confirmationSchema),
  },
  exportLedger: {
    method: 'GET',
    path: '/v1/ledger',
    summary: 'The whole ledger of deletions, to be verified elsewhere',
    input: z.object({}),
    output: ledgerEntrySchema,
    stream: true,
    lines: true,
  },
});

/** Type of {@link environmentsRoutes}. @public */
export type EnvironmentsRoutes = typeof environmentsRoutes;
