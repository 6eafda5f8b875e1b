import { z } from 'zod/v3';
import { findingSchema } from '../workloads/changes';

/**
 * What a golden path asks for, as the checks call it. A template may give its
 * parameters other names and say so.
 *
 * @public
 */
export const GOLDEN_PATH_FIELDS = [
  'target',
  'name',
  'image',
  'resources',
  'replicas',
  'env',
  'port',
  'host',
  'route',
  'gateway',
  'ingressClass',
  'trafficNamespace',
  'dependencies',
  'outside',
  'callers',
  'secrets',
  'monitoring',
  'infrastructure',
  'schedule',
  'repoUrl',
  'forge',
] as const;

/** One of {@link GOLDEN_PATH_FIELDS}. @public */
export type GoldenPathField = (typeof GOLDEN_PATH_FIELDS)[number];

/**
 * What stands between a form and a running service. `block`: the cluster would
 * refuse it, or it could not run. `confirm`: it may not work as meant.
 *
 * @public
 */
export const goldenPathFindingSchema = findingSchema.extend({
  field: z
    .string()
    .optional()
    .describe('Field of the form that it comes from, if there is one'),
  object: z.string().optional().describe("e.g. Deployment 'web'"),
});

/** A value of {@link goldenPathFindingSchema}. @public */
export type GoldenPathFinding = z.infer<typeof goldenPathFindingSchema>;

/** One line of a quota: what there is, and what would be left. @public */
export const quotaRoomSchema = z.object({
  stage: z
    .string()
    .optional()
    .describe('Of a later stage; without one, of where it runs first'),
  namespace: z.string().optional().describe('Of the later stage'),
  quota: z.string().describe('Name of the ResourceQuota'),
  resource: z.string().describe('e.g. requests.cpu'),
  hard: z.string(),
  used: z.string(),
  left: z.string().describe('hard - used; never below 0'),
  asked: z
    .string()
    .optional()
    .describe('At the peak of the first rollout, beyond what runs'),
  atMost: z
    .string()
    .optional()
    .describe('When the autoscaler has gone to its maximum'),
});

/** A value of {@link quotaRoomSchema}. @public */
export type QuotaRoom = z.infer<typeof quotaRoomSchema>;

/** What the checks found. @public */
export const preflightReportSchema = z.object({
  passed: z.boolean().describe('Nothing blocks'),
  findings: z.array(goldenPathFindingSchema).describe('The gravest first'),
  room: z.array(quotaRoomSchema),
  urls: z
    .array(z.string())
    .optional()
    .describe('At which it will answer, as far as Gateways tell'),
});

/** A value of {@link preflightReportSchema}. @public */
export type PreflightReport = z.infer<typeof preflightReportSchema>;
