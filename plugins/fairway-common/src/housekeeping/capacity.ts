import { z } from 'zod/v3';
import { ENVIRONMENT_TIERS } from '../environments/contract/keys';

/** What nodes have too little of first. @public */
export const CAPACITY_RESOURCES = ['cpu', 'memory', 'pods'] as const;

/** One of {@link CAPACITY_RESOURCES}. @public */
export type CapacityResource = (typeof CAPACITY_RESOURCES)[number];

/** One resource of a pool: cores, bytes, or a number of pods. @public */
export const capacityUseSchema = z.object({
  allocatable: z.number(),
  requested: z.number().describe('By pods on its nodes that have not finished'),
  used: z
    .number()
    .optional()
    .describe('Measured; absent where the cluster has no metrics API'),
});

/** A value of {@link capacityUseSchema}. @public */
export type CapacityUse = z.infer<typeof capacityUseSchema>;

const uses = z.object({
  cpu: capacityUseSchema,
  memory: capacityUseSchema,
  pods: capacityUseSchema,
});

/** A pool at one time. @public */
export const capacitySampleSchema = uses.extend({
  at: z.string().describe('RFC 3339; where samples were joined, the last one'),
  nodes: z.number().int(),
});

/** A value of {@link capacitySampleSchema}. @public */
export type CapacitySample = z.infer<typeof capacitySampleSchema>;

/** What a pool is, and where it goes. @public */
export const capacityPoolSchema = uses.extend({
  name: z.string().describe("By the cloud's or Karpenter's node label"),
  nodes: z.number().int(),
  schedulable: z
    .number()
    .int()
    .describe('Nodes that are ready and take new pods'),
  headroom: z.object({
    tier: z.enum(ENVIRONMENT_TIERS),
    previews: z.number().int().describe('That many more would fit'),
    limitedBy: z.enum(CAPACITY_RESOURCES).optional(),
    method: z.string().describe('How it is counted, in a sentence'),
  }),
  warnings: z.array(
    z.object({
      resource: z.enum(CAPACITY_RESOURCES),
      severity: z.enum(['high', 'medium']),
      share: z.number().describe('Requested of allocatable, now'),
      fullAt: z
        .string()
        .optional()
        .describe('RFC 3339; absent if it is full now'),
      message: z.string(),
      method: z.string().describe('How it is forecast, in a sentence'),
    }),
  ),
  samples: z.array(capacitySampleSchema).describe('Oldest first'),
});

/** A value of {@link capacityPoolSchema}. @public */
export type CapacityPool = z.infer<typeof capacityPoolSchema>;

/** Which time. @public */
export const CAPACITY_RANGES = ['1h', '24h', '7d', '30d', '1y'] as const;

/** @public */
export const capacityFilterSchema = z.object({
  cluster: z.string().optional(),
  range: z
    .enum(CAPACITY_RANGES)
    .default('24h')
    .describe('How far the samples go back'),
});

/** A value of {@link capacityFilterSchema}. @public */
export type CapacityFilter = z.infer<typeof capacityFilterSchema>;

/** @public */
export const capacityViewSchema = z.object({
  at: z.string().describe('RFC 3339'),
  range: z.enum(CAPACITY_RANGES),
  resolutionSeconds: z
    .number()
    .describe('Seconds between two samples of the answer'),
  clusters: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      state: z.enum(['live', 'syncing', 'stale', 'unreachable', 'forbidden']),
      message: z.string().optional(),
      metrics: z
        .object({ available: z.boolean(), message: z.string() })
        .describe('Whether use is measured, or only what is requested known'),
      pending: z.number().int().describe('Pods that no node takes now'),
      pools: z.array(capacityPoolSchema),
    }),
  ),
});

/** A value of {@link capacityViewSchema}. @public */
export type CapacityView = z.infer<typeof capacityViewSchema>;
