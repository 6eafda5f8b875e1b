import { z } from 'zod/v3';
import { environmentRefSchema } from '../../refs/environmentRef';
import { findingSchema } from '../../workloads/changes';
import { ENVIRONMENT_TIERS } from '../contract/keys';

/** What a new sandbox needs to know; all but the title has a default. @public */
export const createSandboxInputSchema = z.object({
  title: z
    .string()
    .trim()
    .min(1, 'title must not be empty')
    .max(60, 'title must be at most 60 characters')
    .describe('What its owner calls it; part of its name'),
  cluster: z
    .string()
    .optional()
    .describe('Name of the cluster; default: the first that is configured'),
  tier: z
    .enum(ENVIRONMENT_TIERS)
    .optional()
    .describe('How much it may use: s, m or l'),
  owner: z
    .string()
    .optional()
    .describe(
      'Entity reference of the user or one of their groups; default: the user',
    ),
  entityRef: z
    .string()
    .optional()
    .describe('Entity reference of the component that it is for'),
  days: z
    .number()
    .int('days must be a whole number')
    .min(1, 'days must be 1 or more')
    .optional()
    .describe('Days until it expires; it can be renewed'),
  schedule: z
    .string()
    .optional()
    .describe(
      "When it is awake, e.g. 'Mon-Fri 08:00-18:00 Europe/Berlin', or 'always'",
    ),
});

/** A value of {@link createSandboxInputSchema}. @public */
export type CreateSandboxInput = z.infer<typeof createSandboxInputSchema>;

/** Until when, in hours. Without it, until the schedule begins again. @public */
export const hoursSchema = z
  .number()
  .int('hours must be a whole number')
  .min(1, 'hours must be 1 or more')
  .max(24 * 14, 'hours must be at most two weeks')
  .optional();

/** @public */
export const sleepInputSchema = environmentRefSchema.extend({
  hours: hoursSchema.describe(
    'For how long; default: until the schedule wakes it, or somebody does',
  ),
});

/** A value of {@link sleepInputSchema}. @public */
export type SleepInput = z.infer<typeof sleepInputSchema>;

/** @public */
export const wakeInputSchema = environmentRefSchema.extend({
  hours: hoursSchema.describe(
    'For how long at least; it sleeps again by itself. Default: the configured number of hours',
  ),
});

/** A value of {@link wakeInputSchema}. @public */
export type WakeInput = z.infer<typeof wakeInputSchema>;

/** @public */
export const renewInputSchema = environmentRefSchema.extend({
  days: z
    .number()
    .int('days must be a whole number')
    .min(1, 'days must be 1 or more')
    .optional()
    .describe('Days from now until it expires; default: the configured number'),
});

/** A value of {@link renewInputSchema}. @public */
export type RenewInput = z.infer<typeof renewInputSchema>;

/** @public */
export const protectInputSchema = environmentRefSchema.extend({
  protect: z
    .boolean()
    .default(true)
    .describe('false ends the protection; then it expires as before'),
});

/** A value of {@link protectInputSchema}. @public */
export type ProtectInput = z.infer<typeof protectInputSchema>;

/** @public */
export const deleteEnvironmentInputSchema = environmentRefSchema;

/** A value of {@link deleteEnvironmentInputSchema}. @public */
export type DeleteEnvironmentInput = z.infer<
  typeof deleteEnvironmentInputSchema
>;

/** What would be done, and why. @public */
export const environmentPlanSchema = z.object({
  action: z.enum([
    'create',
    'sleep',
    'wake',
    'renew',
    'protect',
    'redeploy',
    'delete',
  ]),
  cluster: z.string(),
  namespace: z.string(),
  summary: z.string().describe('In a sentence'),
  reasons: z
    .array(z.string())
    .describe('What is written, and why, in its order'),
  findings: z.array(findingSchema),
  noop: z.boolean().describe('Nothing would change'),
  version: z
    .string()
    .describe(
      'resourceVersion of the namespace that was reviewed; empty for a new one',
    ),
});

/** A value of {@link environmentPlanSchema}. @public */
export type EnvironmentPlan = z.infer<typeof environmentPlanSchema>;

/** What was done. @public */
export const environmentResultSchema = z.object({
  outcome: z.enum(['applied', 'unchanged']),
  cluster: z.string(),
  namespace: z.string(),
  message: z.string(),
  problems: z
    .array(z.string())
    .describe('What did not work out yet; the loop goes on with it'),
});

/** A value of {@link environmentResultSchema}. @public */
export type EnvironmentResult = z.infer<typeof environmentResultSchema>;
