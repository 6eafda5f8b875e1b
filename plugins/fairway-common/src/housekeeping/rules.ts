import { z } from 'zod/v3';
import { CLEANABLE_KINDS } from '../refs/housekeepingRef';

/** What a rule can look for. @public */
export const CLEANUP_TARGETS = [
  'old-pod',
  'finished-job',
  'failed-job',
  'unbound-claim',
  'unmounted-claim',
  'empty-namespace',
] as const;

/** One of {@link CLEANUP_TARGETS}. @public */
export type CleanupTarget = (typeof CLEANUP_TARGETS)[number];

/** A cleanup rule, as it is configured. @public */
export const cleanupRuleSchema = z.object({
  id: z.string().describe('As in the configuration; in ledger and warnings'),
  title: z.string(),
  target: z.enum(CLEANUP_TARGETS),
  kind: z.enum(CLEANABLE_KINDS).describe('Kind of what it finds'),
  enabled: z.boolean(),
  olderThanHours: z
    .number()
    .describe('Hours for which it must have been so before it is a candidate'),
  since: z.string().describe('What those hours are counted from, in words'),
  noticeHours: z
    .number()
    .describe('Hours between a delivered warning and the deletion, at least'),
  namespaces: z
    .array(z.string())
    .describe(
      'Namespaces without the mark of an environment that it applies to as well; empty: only environments',
    ),
  environments: z
    .boolean()
    .describe('Whether it applies to environments; else only to `namespaces`'),
  version: z
    .string()
    .describe('Fingerprint of the rule; a warning counts for this one only'),
});

/** A value of {@link cleanupRuleSchema}. @public */
export type CleanupRule = z.infer<typeof cleanupRuleSchema>;

/** @public */
export const rulesViewSchema = z.object({
  rules: z.array(cleanupRuleSchema),
  cap: z
    .object({
      maxCount: z.number().int(),
      maxPercent: z.number(),
    })
    .describe('More than this at once needs a person'),
  renewDays: z.number().int().describe('Days of a renewal that does not say'),
  maxRenewDays: z.number().int(),
  everySeconds: z.number().describe('Seconds between two passes'),
});

/** A value of {@link rulesViewSchema}. @public */
export type RulesView = z.infer<typeof rulesViewSchema>;
