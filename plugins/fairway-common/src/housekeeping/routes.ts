import { z } from 'zod/v3';
import { ledgerEntrySchema } from '../environments/wire/ledger';
import { defineRoutes } from '../wire/route';
import { confirmationSchema } from '../workloads/changes';
import { capacityFilterSchema, capacityViewSchema } from './capacity';
import {
  deleteObjectInputSchema,
  housekeepingPlanSchema,
  housekeepingResultSchema,
  protectObjectInputSchema,
  renewObjectInputSchema,
  runInputSchema,
  runPlanSchema,
  runResultSchema,
} from './changes';
import { healthFactsFilterSchema, healthFactsViewSchema } from './facts';
import {
  findingsFilterSchema,
  findingsViewSchema,
  whatIfInputSchema,
  whatIfLineSchema,
  whatIfSchema,
} from './findings';
import { rulesViewSchema } from './rules';

/** Id of the housekeeping plugin, frontend and backend. @public */
export const HOUSEKEEPING_PLUGIN_ID = 'housekeeping';

/** A plan and the route that carries it out, for one verb. */
function pathOf(verb: string) {
  return {
    plan: {
      method: 'POST',
      path: `/v1/object/${verb}/plan`,
      output: housekeepingPlanSchema,
    },
    apply: {
      method: 'POST',
      path: `/v1/object/${verb}`,
      output: housekeepingResultSchema,
    },
  } as const;
}

/**
 * The API of the housekeeping plugin.
 *
 * @public
 */
export const housekeepingRoutes = defineRoutes({
  listFindings: {
    method: 'GET',
    path: '/v1/findings',
    summary: 'What the cleanup rules find, as it is now',
    input: findingsFilterSchema,
    output: findingsViewSchema,
  },
  watchFindings: {
    method: 'GET',
    path: '/v1/findings/watch',
    summary: 'The same, again whenever something changes',
    input: findingsFilterSchema,
    output: findingsViewSchema,
    stream: true,
  },
  listRules: {
    method: 'GET',
    path: '/v1/rules',
    summary: 'The cleanup rules, with their thresholds',
    input: z.object({}),
    output: rulesViewSchema,
  },
  whatIf: {
    method: 'GET',
    path: '/v1/what-if',
    summary:
      'A dry run: what would be deleted, and why all else would not; writes nothing',
    input: whatIfInputSchema,
    output: whatIfSchema,
  },
  exportWhatIf: {
    method: 'GET',
    path: '/v1/what-if/export',
    summary: 'The same, object by object',
    input: whatIfInputSchema,
    output: whatIfLineSchema,
    stream: true,
    lines: true,
  },
  planRun: {
    method: 'POST',
    path: '/v1/run/plan',
    summary: 'What a pass would do now; writes nothing',
    input: runInputSchema,
    output: runPlanSchema,
  },
  run: {
    method: 'POST',
    path: '/v1/run',
    summary: 'Have a pass run now',
    input: runInputSchema.merge(confirmationSchema),
    output: runResultSchema,
  },
  planRenew: {
    ...pathOf('renew').plan,
    summary: 'What renewing would do; writes nothing',
    input: renewObjectInputSchema,
  },
  renew: {
    ...pathOf('renew').apply,
    summary: 'Keep an object for some time',
    input: renewObjectInputSchema.merge(confirmationSchema),
  },
  planProtect: {
    ...pathOf('protect').plan,
    summary: 'What protecting would do; writes nothing',
    input: protectObjectInputSchema,
  },
  protect: {
    ...pathOf('protect').apply,
    summary: 'Keep an object from every rule, or end that',
    input: protectObjectInputSchema.merge(confirmationSchema),
  },
  planDelete: {
    ...pathOf('delete').plan,
    summary: 'What deleting would do; writes nothing',
    input: deleteObjectInputSchema,
  },
  delete: {
    ...pathOf('delete').apply,
    summary: 'Delete an object that a rule found, now',
    input: deleteObjectInputSchema.merge(confirmationSchema),
  },
  listHealthFacts: {
    method: 'GET',
    path: '/v1/health-facts',
    summary: 'What workloads lack, each with the smallest fix',
    input: healthFactsFilterSchema,
    output: healthFactsViewSchema,
  },
  watchHealthFacts: {
    method: 'GET',
    path: '/v1/health-facts/watch',
    summary: 'The same, again whenever something changes',
    input: healthFactsFilterSchema,
    output: healthFactsViewSchema,
    stream: true,
  },
  getCapacity: {
    method: 'GET',
    path: '/v1/capacity',
    summary: 'What nodes have, what is asked of them, and how that went',
    input: capacityFilterSchema,
    output: capacityViewSchema,
  },
  watchCapacity: {
    method: 'GET',
    path: '/v1/capacity/watch',
    summary: 'The same, again with each sample',
    input: capacityFilterSchema,
    output: capacityViewSchema,
    stream: true,
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

/** Type of {@link housekeepingRoutes}. @public */
export type HousekeepingRoutes = typeof housekeepingRoutes;
