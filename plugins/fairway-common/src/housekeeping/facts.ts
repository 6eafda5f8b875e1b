import { z } from 'zod/v3';
import { MENDABLE_KINDS } from '../refs/housekeepingRef';

/** What a workload may lack. @public */
export const HEALTH_FACTS = [
  'no-readiness-probe',
  'no-liveness-probe',
  'no-requests',
  'no-limits',
  'no-disruption-budget',
  'latest-tag',
  'crash-loop',
] as const;

/** One of {@link HEALTH_FACTS}. @public */
export type HealthFactId = (typeof HEALTH_FACTS)[number];

/** The smallest change that mends it, to be reviewed and made where the manifest lives. @public */
export const fixPlanSchema = z.object({
  summary: z.string(),
  how: z
    .enum(['patch', 'create', 'look'])
    .describe(
      'patch: change the object; create: add one; look: no change can be guessed',
    ),
  document: z
    .string()
    .optional()
    .describe('YAML: the strategic merge patch, or the object to add'),
  before: z.string().optional().describe('YAML of what changes, as it is'),
  after: z.string().optional().describe('YAML of the same as it would be'),
  command: z
    .string()
    .optional()
    .describe('What does it by hand, for a copy button'),
  assumptions: z
    .array(z.string())
    .describe('What was guessed and wants to be looked at'),
});

/** A value of {@link fixPlanSchema}. @public */
export type FixPlan = z.infer<typeof fixPlanSchema>;

/** One workload that lacks something. @public */
export const healthFactSchema = z.object({
  id: z.string().describe('Of object and fact; stable over time'),
  cluster: z.string(),
  namespace: z.string(),
  kind: z.enum(MENDABLE_KINDS),
  name: z.string(),
  fact: z.enum(HEALTH_FACTS),
  severity: z.enum(['high', 'medium', 'low']),
  message: z.string().describe('What is missing, and what that leads to'),
  containers: z.array(z.string()).describe('Those it is about; may be empty'),
  since: z.string().optional().describe('RFC 3339, of what goes on'),
  owner: z.string().describe('Entity reference'),
  entity: z.string().optional().describe('Entity reference'),
  fix: fixPlanSchema,
});

/** A value of {@link healthFactSchema}. @public */
export type HealthFact = z.infer<typeof healthFactSchema>;

/** Which facts. @public */
export const healthFactsFilterSchema = z.object({
  scope: z.enum(['mine', 'team', 'all']).default('mine'),
  entityRef: z.string().optional().describe('Only those of this component'),
  cluster: z.string().optional(),
  namespace: z.string().optional(),
  fact: z.enum(HEALTH_FACTS).optional(),
  limit: z.coerce.number().int().min(1).max(2000).default(500),
});

/** A value of {@link healthFactsFilterSchema}. @public */
export type HealthFactsFilter = z.infer<typeof healthFactsFilterSchema>;

/** @public */
export const healthFactsViewSchema = z.object({
  clusters: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      state: z.enum(['live', 'syncing', 'stale', 'unreachable', 'forbidden']),
      message: z.string().optional(),
      workloads: z
        .number()
        .int()
        .describe('Workloads that were looked at and that the viewer may see'),
      totals: z
        .record(z.enum(HEALTH_FACTS), z.number().int())
        .describe('All that fit the filter but for its fact'),
      more: z.number().int().describe('Facts beyond the limit'),
      facts: z.array(healthFactSchema),
    }),
  ),
});

/** A value of {@link healthFactsViewSchema}. @public */
export type HealthFactsView = z.infer<typeof healthFactsViewSchema>;
