import { z } from 'zod/v3';

/** How far back the adoption page looks. @public */
export const ADOPTION_RANGES = ['30d', '90d', '365d'] as const;

/** One of {@link ADOPTION_RANGES}. @public */
export type AdoptionRange = (typeof ADOPTION_RANGES)[number];

const shareSchema = z.object({
  of: z.number().int().describe('That are old enough to tell'),
  alive: z.number().int(),
});

/** What came of golden paths: counts and medians, nobody's name. @public */
export const adoptionFiguresSchema = z.object({
  runs: z.number().int().describe('Started within the range'),
  succeeded: z.number().int(),
  failed: z.number().int(),
  cancelled: z.number().int(),
  running: z.number().int(),
  successRate: z
    .number()
    .optional()
    .describe('succeeded of those that ended by themselves, 0 to 1'),
  secondsToReady: z
    .number()
    .optional()
    .describe('Median from the form that was sent to the first ready pod'),
  ready: z.number().int().describe('Runs whose first ready pod was seen'),
  alive30: shareSchema.describe('Services that were there after 30 days'),
  alive90: shareSchema.describe('Services that were there after 90 days'),
  services: z.number().int().describe('That are there now'),
});

/** A value of {@link adoptionFiguresSchema}. @public */
export type AdoptionFigures = z.infer<typeof adoptionFiguresSchema>;

/** Where runs fail. @public */
export const adoptionFailureSchema = z.object({
  step: z.string(),
  field: z.string().optional().describe('Of the form, if one was named'),
  finding: z.string().describe('What was found, without names and numbers'),
  count: z.number().int(),
});

/** A value of {@link adoptionFailureSchema}. @public */
export type AdoptionFailure = z.infer<typeof adoptionFailureSchema>;

/** A stretch of the range. @public */
export const adoptionPeriodSchema = z.object({
  at: z.string().describe('Its begin, RFC 3339'),
  runs: z.number().int(),
  succeeded: z.number().int(),
  secondsToReady: z.number().optional(),
});

/** A value of {@link adoptionPeriodSchema}. @public */
export type AdoptionPeriod = z.infer<typeof adoptionPeriodSchema>;

/** One golden path. @public */
export const adoptionPathSchema = z.object({
  template: z.string(),
  title: z.string(),
  latest: z.string().optional(),
  total: adoptionFiguresSchema,
  versions: z
    .array(adoptionFiguresSchema.extend({ version: z.string() }))
    .describe('The newest first'),
  failures: z.array(adoptionFailureSchema).describe('The most frequent first'),
  onLatest: z
    .number()
    .int()
    .optional()
    .describe('Services now on the latest version'),
  drift: z
    .number()
    .optional()
    .describe('Versions that services now are behind, on average'),
  periods: z.array(adoptionPeriodSchema),
});

/** A value of {@link adoptionPathSchema}. @public */
export type AdoptionPath = z.infer<typeof adoptionPathSchema>;

/** Workloads that came by no path and use the same that no path offers. @public */
export const bypassGroupSchema = z.object({
  uses: z
    .array(z.string())
    .describe('What no path offers; empty: a path would have done'),
  count: z.number().int(),
  examples: z.array(z.string()).describe('e.g. dev: shop/Deployment/cart'),
});

/** A value of {@link bypassGroupSchema}. @public */
export type BypassGroup = z.infer<typeof bypassGroupSchema>;

/** What the page "Golden paths" shows. @public */
export const adoptionViewSchema = z.object({
  range: z.enum(ADOPTION_RANGES),
  from: z.string(),
  to: z.string(),
  periodDays: z.number().describe('Length of each period'),
  paths: z.array(adoptionPathSchema),
  bypassed: z.object({
    workloads: z.number().int(),
    groups: z.array(bypassGroupSchema).describe('The largest first'),
    isComplete: z
      .boolean()
      .describe(
        'Whether all clusters answered the last time; else more may be',
      ),
  }),
  errors: z
    .array(z.object({ source: z.string(), message: z.string() }))
    .describe('What could not be read the last time'),
});

/** A value of {@link adoptionViewSchema}. @public */
export type AdoptionView = z.infer<typeof adoptionViewSchema>;

/** Routes of adoption; part of `goldenPathsRoutes`. @public */
export const adoptionRoutes = {
  readAdoption: {
    method: 'GET',
    path: '/v1/adoption',
    summary: 'What came of golden paths, and what was made without one',
    input: z.object({ range: z.enum(ADOPTION_RANGES).default('90d') }),
    output: adoptionViewSchema,
  },
} as const;
