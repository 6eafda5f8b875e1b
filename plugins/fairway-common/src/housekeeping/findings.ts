import { z } from 'zod/v3';
import { costSchema } from '../environments/wire/view';
import { CLEANABLE_KINDS, cleanableRefSchema } from '../refs/housekeepingRef';
import { availabilitySchema } from '../workloads/view';

/**
 * Where a finding stands. `candidate`: a rule matches, its owner is about to be
 * warned. `warned`: the warning was delivered, the deadline is not over.
 * `renewed`: somebody wants to keep it for some time. `due`: it goes in the next
 * pass. `kept`: old enough, but something speaks against it. `asleep`: part of
 * what sleeps, which is not stale. `unknown`: something could not be read, so it
 * is kept. `deleting`: its deletion goes on.
 *
 * @public
 */
export const FINDING_STATES = [
  'candidate',
  'warned',
  'renewed',
  'due',
  'kept',
  'asleep',
  'unknown',
  'deleting',
] as const;

/** One of {@link FINDING_STATES}. @public */
export type FindingState = (typeof FINDING_STATES)[number];

/** One object that a rule is about. @public */
export const cleanupFindingSchema = z.object({
  id: z.string().describe('Of object and rule; stable over time'),
  cluster: z.string(),
  namespace: z.string().describe('Of a namespace, its own name'),
  kind: z.enum(CLEANABLE_KINDS),
  name: z.string(),
  uid: z.string(),
  resourceVersion: z.string(),
  rule: z.string().describe('Id of the rule'),
  ruleTitle: z.string(),
  state: z.enum(FINDING_STATES),
  message: z.string().describe('The state in a sentence, with its reason'),
  evidence: z.array(z.string()).describe('What the rule goes by, in words'),
  createdAt: z.string().describe('RFC 3339'),
  staleSince: z
    .string()
    .describe('RFC 3339; what the age of the rule is counted from'),
  expiresAt: z
    .string()
    .describe('RFC 3339; when its time was or is over, renewals included'),
  owner: z.string().describe('Entity reference of whoever is warned'),
  ownerFrom: z
    .enum(['environment', 'entity', 'fallback', 'nobody'])
    .describe(
      "Where the owner stands: on the environment, in the catalog by the component's annotations, or nowhere, so that the platform team is asked",
    ),
  entity: z.string().optional().describe('Entity reference of its component'),
  warnedAt: z.string().optional().describe('RFC 3339; of this very expiry'),
  deadline: z
    .string()
    .optional()
    .describe('RFC 3339; the earliest deletion, once its owner was warned'),
  renewedUntil: z.string().optional().describe('RFC 3339'),
  protection: z.object({ by: z.string(), reason: z.string() }).optional(),
  deletion: z
    .object({
      how: z.enum(['delete', 'evict']),
      losesData: z.boolean(),
      message: z.string().describe('What goes with it, and what comes back'),
    })
    .describe('What a deletion would mean'),
  cost: costSchema.optional().describe('A month of it, where it has a price'),
  actions: z.object({
    renew: availabilitySchema,
    protect: availabilitySchema,
    delete: availabilitySchema,
  }),
});

/** A value of {@link cleanupFindingSchema}. @public */
export type CleanupFinding = z.infer<typeof cleanupFindingSchema>;

/** Which findings. @public */
export const findingsFilterSchema = z.object({
  scope: z
    .enum(['mine', 'team', 'all'])
    .default('mine')
    .describe(
      'mine: owned by the user; team: by the user or their groups; all: every one that the user may see',
    ),
  entityRef: z.string().optional().describe('Only those of this component'),
  cluster: z.string().optional(),
  namespace: z.string().optional(),
  rule: z.string().optional().describe('Id of a rule'),
  kind: z.enum(CLEANABLE_KINDS).optional(),
  state: z.enum(FINDING_STATES).optional(),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(2000)
    .default(500)
    .describe('Findings per cluster, at most; the totals count all'),
});

/** A value of {@link findingsFilterSchema}. @public */
export type FindingsFilter = z.infer<typeof findingsFilterSchema>;

/** One cluster's part of the answer; an error stands beside the others' data. @public */
export const findingsClusterSchema = z.object({
  name: z.string(),
  title: z.string(),
  state: z.enum(['live', 'syncing', 'stale', 'unreachable', 'forbidden']),
  message: z.string().optional(),
  blocked: z
    .string()
    .optional()
    .describe('Why nothing is deleted although something is due: the cap'),
  lastPass: z
    .object({
      at: z.string().describe('RFC 3339'),
      message: z.string(),
    })
    .optional(),
  running: z
    .object({
      since: z.string().describe('RFC 3339'),
      message: z.string().describe('How far it is'),
    })
    .optional()
    .describe('A pass that goes on now and has something to do'),
  totals: z
    .record(z.enum(FINDING_STATES), z.number().int())
    .describe('All findings that fit the filter but for its state, by state'),
  more: z.number().int().describe('Findings beyond the limit'),
  findings: z.array(cleanupFindingSchema),
});

/** A value of {@link findingsClusterSchema}. @public */
export type FindingsCluster = z.infer<typeof findingsClusterSchema>;

/** @public */
export const findingsViewSchema = z.object({
  run: availabilitySchema.describe('Whether the viewer may have a pass run'),
  clusters: z.array(findingsClusterSchema),
});

/** A value of {@link findingsViewSchema}. @public */
export type FindingsView = z.infer<typeof findingsViewSchema>;

/** What to suppose in a dry run. @public */
export const whatIfInputSchema = z.object({
  cluster: z.string().optional(),
  namespace: z.string().optional(),
  rule: z.string().optional().describe('Only this rule, also if it is off'),
  olderThanHours: z.coerce
    .number()
    .min(0, 'olderThanHours must not be negative')
    .optional()
    .describe("Instead of the rules' own"),
  inHours: z.coerce
    .number()
    .min(0, 'inHours must not be negative')
    .max(24 * 366, 'inHours must be at most a year')
    .default(0)
    .describe('As if it were so many hours later, and all were warned in time'),
});

/** A value of {@link whatIfInputSchema}. @public */
export type WhatIfInput = z.infer<typeof whatIfInputSchema>;

/** One object that was looked at, and what would become of it. @public */
export const whatIfLineSchema = z.object({
  ...cleanableRefSchema.shape,
  rule: z.string(),
  fate: z.enum(['delete', 'warn', 'wait', 'keep']),
  reason: z
    .enum([
      'due',
      'not-warned',
      'notice',
      'young',
      'renewed',
      'protected',
      'in-use',
      'asleep',
      'unknown',
      'never',
      'foreign',
      'going',
      'cap',
    ])
    .describe('The kind of reason, to count by'),
  why: z.string().describe('The reason in words'),
  cost: z.number().optional().describe('What a month of it costs, if known'),
});

/** A value of {@link whatIfLineSchema}. @public */
export type WhatIfLine = z.infer<typeof whatIfLineSchema>;

/** The result of a dry run: every survivor has a reason. Writes nothing. @public */
export const whatIfSchema = z.object({
  at: z.string().describe('RFC 3339; the moment that is supposed'),
  clusters: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      state: z.enum(['live', 'syncing', 'stale', 'unreachable', 'forbidden']),
      message: z.string().optional(),
      looked: z.number().int().describe('Objects that a rule looks at'),
      seconds: z.number().describe('How long the evaluation took'),
      blocked: z.string().optional().describe('The cap would hold it back'),
      deleted: z.array(whatIfLineSchema).describe('The first 500'),
      deletedCount: z.number().int(),
      savedPerMonth: z
        .object({ amount: z.number(), currency: z.string() })
        .optional()
        .describe('Absent if nothing of it has a price'),
      survivors: z
        .array(
          z.object({
            rule: z.string(),
            reason: whatIfLineSchema.shape.reason,
            count: z.number().int(),
            examples: z.array(whatIfLineSchema).describe('The first 10'),
          }),
        )
        .describe('Together all that is not deleted'),
    }),
  ),
});

/** A value of {@link whatIfSchema}. @public */
export type WhatIf = z.infer<typeof whatIfSchema>;
