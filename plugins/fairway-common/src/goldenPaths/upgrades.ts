import { z } from 'zod/v3';
import { confirmationSchema, findingSchema } from '../workloads/changes';

/** Names a component of the catalog. @public */
export const goldenPathComponentSchema = z.object({
  entityRef: z
    .string()
    .regex(
      /^component:[^/:\s]+\/[^/:\s]+$/,
      'entityRef must be one such as component:default/orders',
    )
    .describe('Entity reference of the component'),
});

/** A value of {@link goldenPathComponentSchema}. @public */
export type GoldenPathComponent = z.infer<typeof goldenPathComponentSchema>;

/** A version of a template, and what it changed. @public */
export const goldenPathVersionSchema = z.object({
  version: z.string(),
  changes: z.array(z.string()).describe('In a word or two each'),
});

/** A value of {@link goldenPathVersionSchema}. @public */
export type GoldenPathVersion = z.infer<typeof goldenPathVersionSchema>;

/** An upgrade that waits to be merged. @public */
export const upgradePullRequestSchema = z.object({
  number: z.number().int(),
  url: z.string(),
  title: z.string(),
  conflicts: z
    .number()
    .int()
    .optional()
    .describe('That somebody has to decide, as it was written; if known'),
});

/** A value of {@link upgradePullRequestSchema}. @public */
export type UpgradePullRequest = z.infer<typeof upgradePullRequestSchema>;

/** What an upgrade needs to be told beyond the record. @public */
export const upgradeParameterSchema = z.object({
  name: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  type: z
    .enum(['string', 'number', 'integer', 'boolean', 'json'])
    .describe('json: anything else'),
  options: z.array(z.unknown()).optional().describe('If it is one of these'),
});

/** A value of {@link upgradeParameterSchema}. @public */
export type UpgradeParameter = z.infer<typeof upgradeParameterSchema>;

/** How a component stands to its template. @public */
export const GOLDEN_PATH_STATES = [
  'up-to-date',
  'behind',
  'ahead',
  'pull-request',
  'no-record',
  'unknown',
] as const;

/** How a component stands to its template, now. @public */
export const goldenPathStatusSchema = goldenPathComponentSchema.extend({
  state: z
    .enum(GOLDEN_PATH_STATES)
    .describe(
      'ahead: of its template, which was taken back; unknown: what is needed could not be read; see message',
    ),
  template: z.string().optional().describe('Entity reference'),
  templateTitle: z.string().optional(),
  version: z.string().optional().describe('By the record in the repository'),
  latest: z.string().optional().describe('Of the template now'),
  behind: z
    .number()
    .int()
    .optional()
    .describe('Versions; absent if the template does not list its own'),
  changes: z
    .array(goldenPathVersionSchema)
    .describe(
      'Of the versions between, the newest first; if it is ahead, what was taken back',
    ),
  repository: z.object({ name: z.string(), url: z.string() }).optional(),
  pullRequest: upgradePullRequestSchema.optional(),
  missing: z
    .array(upgradeParameterSchema)
    .optional()
    .describe('What the template asks for now and the record lacks'),
  message: z.string().optional().describe('Why it is not known'),
  mayUpgrade: z.boolean(),
  owners: z
    .array(z.string())
    .describe(
      'Entity references of those who are told of new versions; empty: nobody is',
    ),
});

/** A value of {@link goldenPathStatusSchema}. @public */
export type GoldenPathStatus = z.infer<typeof goldenPathStatusSchema>;

/** A place that both the template and somebody changed. @public */
export const upgradeConflictSchema = z.object({
  path: z.string(),
  kind: z.string(),
  message: z.string(),
});

/** What an upgrade would do. Writes nothing. @public */
export const upgradePlanSchema = z.object({
  summary: z.string(),
  from: z.string(),
  to: z.string(),
  files: z.array(
    z.object({
      kind: z.enum(['added', 'updated', 'deleted', 'renamed']),
      path: z.string(),
      from: z.string().optional(),
    }),
  ),
  conflicts: z.array(upgradeConflictSchema),
  findings: z.array(findingSchema),
  noop: z.boolean(),
  version: z.string().describe('Of this plan: of repository and template'),
});

/** A value of {@link upgradePlanSchema}. @public */
export type UpgradePlan = z.infer<typeof upgradePlanSchema>;

/** What came of an upgrade. @public */
export const upgradeResultSchema = z.object({
  outcome: z.enum(['opened', 'updated', 'unchanged', 'up-to-date']),
  message: z.string(),
  pullRequest: upgradePullRequestSchema.optional(),
});

/** A value of {@link upgradeResultSchema}. @public */
export type UpgradeResult = z.infer<typeof upgradeResultSchema>;

/** What a campaign does with one component. @public */
export const CAMPAIGN_ITEM_STATES = [
  'waiting',
  'opened',
  'merged',
  'closed',
  'unchanged',
  'failed',
] as const;

/** One component of a campaign. @public */
export const campaignItemSchema = goldenPathComponentSchema.extend({
  state: z.enum(CAMPAIGN_ITEM_STATES),
  url: z.string().optional().describe('Of the pull request'),
  number: z.number().int().optional().describe('Of the pull request'),
  reason: z.string().optional().describe('Why it failed, or nothing was done'),
  tries: z
    .number()
    .int()
    .optional()
    .describe(
      'Of one that waits: how often a forge or the like did not answer',
    ),
  at: z.string().optional().describe('RFC 3339'),
});

/** A value of {@link campaignItemSchema}. @public */
export type CampaignItem = z.infer<typeof campaignItemSchema>;

/** The upgrade of all components of a template, one after the other. @public */
export const campaignSchema = z.object({
  id: z.string(),
  template: z.string(),
  version: z.string(),
  state: z.enum(['running', 'paused', 'stopped', 'done']),
  createdAt: z.string(),
  createdBy: z.string().optional().describe('Entity reference'),
  reason: z.string().optional().describe('Why it was started'),
  waitsUntil: z
    .string()
    .optional()
    .describe('RFC 3339; nothing is begun before, see waitsFor'),
  waitsFor: z.string().optional().describe('Why it waits or was paused'),
  perMinute: z.number().describe('Repositories that are begun in a minute'),
  items: z.array(campaignItemSchema),
});

/** A value of {@link campaignSchema}. @public */
export type Campaign = z.infer<typeof campaignSchema>;

/** What starting one needs to know. @public */
export const campaignInputSchema = confirmationSchema
  .pick({ reason: true })
  .extend({ template: z.string().min(1).describe('Entity reference') });

/** Which campaign is to go on, wait or end. @public */
export const campaignChangeSchema = confirmationSchema
  .pick({ reason: true })
  .extend({
    id: z.string().uuid('id must be that of a campaign'),
    to: z
      .enum(['running', 'paused', 'stopped', 'retry'])
      .describe('retry: those that failed are tried again'),
  });

/** A template with its version now. @public */
export const goldenPathTemplateSchema = z.object({
  template: z.string().describe('Entity reference'),
  title: z.string(),
  latest: z.string(),
  components: z.number().int().describe('Made from it, by the catalog'),
  behind: z.number().int().describe('Of these, behind the latest version'),
});

/** A value of {@link goldenPathTemplateSchema}. @public */
export type GoldenPathTemplate = z.infer<typeof goldenPathTemplateSchema>;

/** Campaigns, the newest first, and what one can be for. @public */
export const campaignsViewSchema = z.object({
  campaigns: z.array(campaignSchema),
  templates: z.array(goldenPathTemplateSchema),
  mayStart: z.boolean(),
});

/** A value of {@link campaignsViewSchema}. @public */
export type CampaignsView = z.infer<typeof campaignsViewSchema>;

/** Which component is to be upgraded, and what its record lacks. @public */
export const upgradeInputSchema = goldenPathComponentSchema.extend({
  parameters: z
    .record(z.unknown())
    .optional()
    .describe(
      'What the template asks for now and the record lacks, by name; the pull request records it',
    ),
});

/** A value of {@link upgradeInputSchema}. @public */
export type UpgradeInput = z.infer<typeof upgradeInputSchema>;

const changeUpgrade = upgradeInputSchema.merge(confirmationSchema);

/** Routes of upgrades; part of `goldenPathsRoutes`. @public */
export const upgradeRoutes = {
  readStatus: {
    method: 'GET',
    path: '/v1/component',
    summary: 'How a component stands to the template that made it',
    input: goldenPathComponentSchema,
    output: goldenPathStatusSchema,
  },
  planUpgrade: {
    method: 'POST',
    path: '/v1/component/upgrade/plan',
    summary: 'What an upgrade would change; writes nothing',
    input: upgradeInputSchema,
    output: upgradePlanSchema,
  },
  upgrade: {
    method: 'POST',
    path: '/v1/component/upgrade',
    summary:
      'Opens the pull request that brings a component to the version of its template now, or brings the open one up to date',
    input: changeUpgrade,
    output: upgradeResultSchema,
  },
  listCampaigns: {
    method: 'GET',
    path: '/v1/campaigns',
    summary: 'Upgrades of all components of a template',
    input: z.object({}),
    output: campaignsViewSchema,
  },
  startCampaign: {
    method: 'POST',
    path: '/v1/campaigns',
    summary: 'Upgrades all components of a template that are behind',
    input: campaignInputSchema,
    output: campaignSchema,
  },
  changeCampaign: {
    method: 'POST',
    path: '/v1/campaigns/change',
    summary: 'Lets a campaign wait, go on, end or try again what failed',
    input: campaignChangeSchema,
    output: campaignSchema,
  },
} as const;
