import { z } from 'zod/v3';
import { CLEANABLE_KINDS, cleanableRefSchema } from '../refs/housekeepingRef';
import { findingSchema } from '../workloads/changes';

/** @public */
export const renewObjectInputSchema = cleanableRefSchema.extend({
  days: z
    .number()
    .int('days must be a whole number')
    .min(1, 'days must be 1 or more')
    .optional()
    .describe('Days from now for which it is kept; default: as configured'),
});

/** A value of {@link renewObjectInputSchema}. @public */
export type RenewObjectInput = z.infer<typeof renewObjectInputSchema>;

/** @public */
export const protectObjectInputSchema = cleanableRefSchema.extend({
  protect: z
    .boolean()
    .default(true)
    .describe('false ends the protection; then the rules apply as before'),
});

/** A value of {@link protectObjectInputSchema}. @public */
export type ProtectObjectInput = z.infer<typeof protectObjectInputSchema>;

/** @public */
export const deleteObjectInputSchema = cleanableRefSchema;

/** A value of {@link deleteObjectInputSchema}. @public */
export type DeleteObjectInput = z.infer<typeof deleteObjectInputSchema>;

/** What would be done to one object, and why. @public */
export const housekeepingPlanSchema = z.object({
  action: z.enum(['renew', 'protect', 'delete']),
  cluster: z.string(),
  namespace: z.string(),
  kind: z.enum(CLEANABLE_KINDS),
  name: z.string(),
  summary: z.string().describe('In a sentence'),
  reasons: z
    .array(z.string())
    .describe('What is written, and why, in its order'),
  findings: z.array(findingSchema),
  noop: z.boolean().describe('Nothing would change'),
  version: z
    .string()
    .describe('resourceVersion of the object that was reviewed'),
});

/** A value of {@link housekeepingPlanSchema}. @public */
export type HousekeepingPlan = z.infer<typeof housekeepingPlanSchema>;

/** What was done to it. @public */
export const housekeepingResultSchema = z.object({
  outcome: z.enum(['applied', 'unchanged']),
  cluster: z.string(),
  namespace: z.string(),
  kind: z.enum(CLEANABLE_KINDS),
  name: z.string(),
  message: z.string(),
});

/** A value of {@link housekeepingResultSchema}. @public */
export type HousekeepingResult = z.infer<typeof housekeepingResultSchema>;

/** Which pass shall run now. @public */
export const runInputSchema = z.object({
  cluster: z.string().optional().describe('Default: all'),
});

/** A value of {@link runInputSchema}. @public */
export type RunInput = z.infer<typeof runInputSchema>;

/** What a pass would do now, cluster by cluster. @public */
export const runPlanSchema = z.object({
  summary: z.string(),
  clusters: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      warn: z.number().int(),
      delete: z.number().int(),
      blocked: z.string().optional().describe('The cap, in words'),
      message: z.string().optional().describe('Why it is left out'),
    }),
  ),
  findings: z
    .array(findingSchema)
    .describe(
      'Where the cap holds a pass back, `cap` wants to be acknowledged: then the very objects that were counted are deleted, and no others',
    ),
  noop: z.boolean(),
  version: z.string().describe('Fingerprint of what would be deleted'),
});

/** A value of {@link runPlanSchema}. @public */
export type RunPlan = z.infer<typeof runPlanSchema>;

/** What a pass did. @public */
export const runResultSchema = z.object({
  message: z.string(),
  clusters: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      looked: z.number().int(),
      seconds: z.number().describe('How long the evaluation took'),
      warned: z.number().int(),
      deleted: z.number().int(),
      refused: z
        .number()
        .int()
        .describe('By the API server: changed in between, or not evictable'),
      kept: z.number().int().describe('By the last look before the deletion'),
      blocked: z.string().optional(),
      problems: z.array(z.string()),
    }),
  ),
});

/** A value of {@link runResultSchema}. @public */
export type RunResult = z.infer<typeof runResultSchema>;
