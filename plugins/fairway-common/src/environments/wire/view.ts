import { z } from 'zod/v3';
import { availabilitySchema } from '../../workloads/view';
import { ENVIRONMENT_KINDS, ENVIRONMENT_TIERS } from '../contract/keys';

/** What an environment is doing. @public */
export const environmentStateSchema = z.enum([
  'creating',
  'awake',
  'falling-asleep',
  'asleep',
  'waking',
  'deleting',
  'stuck',
  'garbled',
  'unknown',
]);

/** A value of {@link environmentStateSchema}. @public */
export type EnvironmentViewState = z.infer<typeof environmentStateSchema>;

/** One resource of the environment's quota. @public */
export const quotaUseSchema = z.object({
  resource: z.string().describe('e.g. requests.cpu'),
  hard: z.string().describe('A Kubernetes quantity'),
  used: z.string().describe('A Kubernetes quantity'),
  share: z.number().optional().describe('Used of hard, from 0; may exceed 1'),
});

/** A value of {@link quotaUseSchema}. @public */
export type QuotaUse = z.infer<typeof quotaUseSchema>;

/**
 * Money, or why it is not known. Never 0 for what has no price.
 *
 * @public
 */
export const costSchema = z.object({
  perMonth: z.number().optional().describe('Absent = unknown'),
  currency: z.string(),
  unknown: z
    .array(z.string())
    .describe('What could not be priced, and why; empty if all was'),
  parts: z.object({
    compute: z.number().optional().describe('CPU and memory while awake'),
    storage: z.number().optional().describe('Costs also while asleep'),
    savedBySleep: z
      .number()
      .optional()
      .describe('What compute would cost more without the schedule'),
  }),
});

/** A value of {@link costSchema}. @public */
export type Cost = z.infer<typeof costSchema>;

/** One environment, with what this viewer may do with it. @public */
export const environmentViewSchema = z.object({
  cluster: z.string(),
  namespace: z.string(),
  uid: z.string(),
  resourceVersion: z.string(),
  createdAt: z.string(),
  state: environmentStateSchema,
  message: z.string().describe('The state in a sentence'),
  problems: z
    .array(z.string())
    .describe('What is in the way or wants to be known, in words'),
  kind: z.enum(ENVIRONMENT_KINDS).optional().describe('Absent if garbled'),
  tier: z.enum(ENVIRONMENT_TIERS).optional().describe('Absent if garbled'),
  title: z.string(),
  owner: z.string().optional().describe('Entity reference'),
  createdBy: z.string().optional().describe('Entity reference'),
  entity: z.string().optional().describe('Entity reference'),
  expiresAt: z.string().optional().describe('Absent = never'),
  warnedAt: z
    .string()
    .optional()
    .describe('When its owner was warned of this very expiry'),
  deletedNotBefore: z
    .string()
    .optional()
    .describe('The earliest deletion, once its owner was warned'),
  protection: z.object({ by: z.string(), reason: z.string() }).optional(),
  schedule: z.string().optional().describe('Absent = always awake'),
  override: z
    .object({
      state: z.enum(['awake', 'asleep']),
      until: z.string().optional(),
    })
    .optional()
    .describe('What a person wants instead of the schedule'),
  nextChange: z
    .object({ at: z.string(), to: z.enum(['awake', 'asleep']) })
    .optional(),
  workloads: z.object({
    ready: z.number().int(),
    all: z.number().int(),
    asleep: z.number().int(),
  }),
  quota: z.array(quotaUseSchema),
  blocked: z
    .array(z.object({ workload: z.string(), why: z.string() }))
    .describe("What the quota keeps from starting now, in the server's words"),
  cost: costSchema,
  actions: z.object({
    sleep: availabilitySchema,
    wake: availabilitySchema,
    renew: availabilitySchema,
    protect: availabilitySchema,
    delete: availabilitySchema,
  }),
});

/** A value of {@link environmentViewSchema}. @public */
export type EnvironmentView = z.infer<typeof environmentViewSchema>;

/** One cluster's part of the answer; an error stands beside the others' data. @public */
export const environmentClusterSchema = z.object({
  name: z.string(),
  title: z.string(),
  state: z.enum(['live', 'syncing', 'stale', 'unreachable', 'forbidden']),
  message: z.string().optional(),
  environments: z.array(environmentViewSchema),
});

/** A value of {@link environmentClusterSchema}. @public */
export type EnvironmentCluster = z.infer<typeof environmentClusterSchema>;

/** @public */
export const environmentsViewSchema = z.object({
  clusters: z.array(environmentClusterSchema),
});

/** A value of {@link environmentsViewSchema}. @public */
export type EnvironmentsView = z.infer<typeof environmentsViewSchema>;

/** Whose environments. @public */
export const environmentScopeSchema = z.object({
  scope: z
    .enum(['mine', 'team', 'all'])
    .default('mine')
    .describe(
      'mine: owned by the user; team: by the user or their groups; all: every one that the user may see',
    ),
  entityRef: z
    .string()
    .optional()
    .describe(
      'Only those for this component, e.g. component:default/shop; default: all',
    ),
});

/** A value of {@link environmentScopeSchema}. @public */
export type EnvironmentsFilter = z.infer<typeof environmentScopeSchema>;

/** What the form for a new sandbox offers to this user. @public */
export const sandboxOptionsSchema = z.object({
  clusters: z.array(z.object({ name: z.string(), title: z.string() })),
  tiers: z.array(
    z.object({
      tier: z.enum(ENVIRONMENT_TIERS),
      requests: z.object({ cpu: z.string(), memory: z.string() }),
      limits: z.object({ cpu: z.string(), memory: z.string() }),
      storage: z.string(),
      pods: z.number().int(),
      cost: costSchema.describe('If all of it is used'),
      create: availabilitySchema.describe(
        'Whether the user may have one of their own in the default cluster',
      ),
    }),
  ),
  owners: z.array(z.string()).describe('Entity references; the user first'),
  defaults: z.object({
    cluster: z.string().optional(),
    tier: z.enum(ENVIRONMENT_TIERS),
    days: z.number().int(),
    schedule: z.string().optional(),
  }),
  limits: z.object({
    maxDays: z.number().int(),
    perOwner: z.number().int(),
  }),
});

/** A value of {@link sandboxOptionsSchema}. @public */
export type SandboxOptions = z.infer<typeof sandboxOptionsSchema>;
