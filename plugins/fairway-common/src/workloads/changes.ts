import { z } from 'zod/v3';
import { workloadRefSchema } from '../refs/workloadRef';

/** The most replicas that may be asked for: a typing error must not fill a cluster. @public */
export const MAX_REPLICAS = 1000;

/** What scaling needs to know. @public */
export const scaleInputSchema = workloadRefSchema.extend({
  replicas: z
    .number({ invalid_type_error: 'replicas must be a whole number' })
    .int('replicas must be a whole number')
    .min(0, 'replicas must be 0 or more')
    .max(MAX_REPLICAS, `replicas must be at most ${MAX_REPLICAS}`)
    .describe('Number of replicas to scale to'),
});

/** A value of {@link scaleInputSchema}. @public */
export type ScaleInput = z.infer<typeof scaleInputSchema>;

/** What a restart needs to know. @public */
export const restartInputSchema = workloadRefSchema;

/** A value of {@link restartInputSchema}. @public */
export type RestartInput = z.infer<typeof restartInputSchema>;

/** What a rollback needs to know. @public */
export const rollbackInputSchema = workloadRefSchema.extend({
  toRevision: z
    .number()
    .int()
    .min(0, 'toRevision must be 0 (the previous one) or a revision')
    .default(0)
    .describe(
      'Revision to go back to, as listed; 0 is the one before the current one',
    ),
});

/** A value of {@link rollbackInputSchema}. @public */
export type RollbackInput = z.infer<typeof rollbackInputSchema>;

/** What a person adds to a plan in order to have it carried out. @public */
export const confirmationSchema = z.object({
  reason: z
    .string()
    .trim()
    .min(3, 'reason must say why, in 3 characters or more')
    .max(500, 'reason must be at most 500 characters')
    .describe('Why this is done; kept in the audit log'),
  version: z
    .string()
    .optional()
    .describe(
      'version of the reviewed plan: the change is refused when somebody changed the workload since',
    ),
  acknowledged: z
    .array(z.string())
    .default([])
    .describe('Ids of the findings that need a tick and got one'),
});

/** A value of {@link confirmationSchema}. @public */
export type Confirmation = z.infer<typeof confirmationSchema>;

/**
 * What a guard found. `block` cannot be overridden, `confirm` needs its id in
 * `acknowledged`, `info` is only shown.
 *
 * @public
 */
export const findingSchema = z.object({
  id: z.string().describe('e.g. paused, hpa, quota'),
  severity: z.enum(['block', 'confirm', 'info']),
  message: z.string(),
  evidence: z.array(z.object({ label: z.string(), value: z.string() })),
});

/** A value of {@link findingSchema}. @public */
export type Finding = z.infer<typeof findingSchema>;

/** What would be done, why, and what the API server says to it. @public */
export const changePlanSchema = z.object({
  action: z.enum(['scale', 'restart', 'rollback']),
  summary: z
    .string()
    .describe('In a sentence, e.g. Scale Deployment web from 2 to 3 replicas'),
  reasons: z.array(z.string()).describe('How the plan came about, in order'),
  findings: z.array(findingSchema),
  noop: z.boolean().describe('Nothing would change'),
  version: z
    .string()
    .describe(
      'Of the workload that was reviewed: its uid and generation. It does not change with the status, which it does all the time while pods come and go',
    ),
  before: z.string().describe('YAML of what changes, as it is'),
  after: z.string().describe('YAML of the same as it would be'),
  dryRun: z.object({
    outcome: z.enum(['accepted', 'refused', 'skipped']),
    message: z.string().optional().describe("The API server's own words"),
  }),
});

/** A value of {@link changePlanSchema}. @public */
export type ChangePlan = z.infer<typeof changePlanSchema>;

/** What was done. @public */
export const changeResultSchema = z.object({
  outcome: z.enum(['applied', 'unchanged']),
  message: z
    .string()
    .describe("What happened, in kubectl's words where it has any"),
  resourceVersion: z.string(),
  writtenAs: z.string().describe('The Kubernetes user that wrote'),
});

/** A value of {@link changeResultSchema}. @public */
export type ChangeResult = z.infer<typeof changeResultSchema>;

/** `z.coerce.boolean()` would read the text 'false' as true. */
const queryBoolean = z.preprocess(
  value => ({ true: true, false: false }[String(value)] ?? value),
  z.boolean(),
);

/** Whose log, and how much of it. @public */
export const logQuerySchema = workloadRefSchema.extend({
  pod: z.string().min(1),
  container: z
    .string()
    .optional()
    .describe("Default: kubectl's choice (its annotation, else the first)"),
  previous: queryBoolean.default(false),
  follow: queryBoolean.default(true),
  tailLines: z.coerce.number().int().min(0).max(5000).default(500),
});

/** A value of {@link logQuerySchema}. @public */
export type LogQuery = z.infer<typeof logQuerySchema>;

/** Messages of the log stream. @public */
export const logMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), container: z.string() }),
  z.object({
    type: z.literal('lines'),
    lines: z.array(z.object({ time: z.string(), text: z.string() })),
  }),
  z.object({
    type: z.literal('dropped'),
    count: z
      .number()
      .int()
      .describe('Lines left out because the reader was slow'),
  }),
  z.object({ type: z.literal('end'), message: z.string() }),
]);

/** A value of {@link logMessageSchema}. @public */
export type LogMessage = z.infer<typeof logMessageSchema>;
