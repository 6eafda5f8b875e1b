import { z } from 'zod/v3';
import { defineRoutes } from '../wire/route';
import { adoptionRoutes } from './adoption';
import { preflightReportSchema, quotaRoomSchema } from './findings';
import {
  goldenPathParametersSchema,
  goldenPathShapeSchema,
  goldenPathStageSchema,
  goldenPathTargetSchema,
} from './parameters';
import { upgradeRoutes } from './upgrades';

/** Id of the golden-paths plugin, frontend and backend. @public */
export const GOLDEN_PATHS_PLUGIN_ID = 'golden-paths';

/** A namespace in which the caller may create workloads. @public */
export const goldenPathPlaceSchema = goldenPathTargetSchema.extend({
  clusterTitle: z.string(),
  stage: z.string().optional().describe('Label fairway.dev/stage'),
});

/** A value of {@link goldenPathPlaceSchema}. @public */
export type GoldenPathPlace = z.infer<typeof goldenPathPlaceSchema>;

/** The namespaces that the caller may use, in all clusters. @public */
export const goldenPathPlacesSchema = z.object({
  places: z.array(goldenPathPlaceSchema),
  clusters: z
    .array(z.object({ cluster: z.string(), clusterTitle: z.string() }))
    .describe('All, also those where the caller may use no namespace'),
  truncated: z
    .boolean()
    .describe('There are more; search for part of the name to narrow them'),
  errors: z
    .array(z.object({ cluster: z.string(), message: z.string() }))
    .describe('Clusters that could not be asked'),
});

/** A value of {@link goldenPathPlacesSchema}. @public */
export type GoldenPathPlaces = z.infer<typeof goldenPathPlacesSchema>;

/** Default and bounds that a namespace sets for each container. @public */
export const goldenPathRoomSchema = goldenPathTargetSchema.extend({
  quotas: z.array(quotaRoomSchema),
  podSecurity: z
    .enum(['privileged', 'baseline', 'restricted'])
    .describe('What the namespace enforces'),
});

/** A value of {@link goldenPathRoomSchema}. @public */
export type GoldenPathRoom = z.infer<typeof goldenPathRoomSchema>;

/** What the form asks to be checked. @public */
export const preflightInputSchema = goldenPathTargetSchema.extend({
  parameters: goldenPathParametersSchema,
  shape: goldenPathShapeSchema.optional(),
  later: z
    .array(goldenPathStageSchema)
    .max(5)
    .optional()
    .describe('Where it is delivered later; each is asked, too'),
});

/** A value of {@link preflightInputSchema}. @public */
export type PreflightInput = z.infer<typeof preflightInputSchema>;

/**
 * The API of the golden-paths plugin.
 *
 * @public
 */
export const goldenPathsRoutes = defineRoutes({
  listPlaces: {
    method: 'GET',
    path: '/v1/places',
    summary: 'The clusters and namespaces that the caller may use',
    input: z.object({
      search: z
        .string()
        .max(253)
        .optional()
        .describe('Part of the name of the namespace'),
    }),
    output: goldenPathPlacesSchema,
  },
  readRoom: {
    method: 'GET',
    path: '/v1/room',
    summary: 'What is left of the quotas of a namespace',
    input: goldenPathTargetSchema,
    output: goldenPathRoomSchema,
  },
  preflight: {
    method: 'POST',
    path: '/v1/preflight',
    summary:
      'What a cluster would say to a form as it is filled in now; writes nothing',
    input: preflightInputSchema,
    output: preflightReportSchema,
  },
  ...upgradeRoutes,
  ...adoptionRoutes,
});

/** Type of {@link goldenPathsRoutes}. @public */
export type GoldenPathsRoutes = typeof goldenPathsRoutes;
