import { z } from 'zod/v3';
import { ENVIRONMENT_TIERS } from '../../environments/contract/keys';
import { quotaUseSchema } from '../../environments/wire/view';
import { workspaceRefSchema } from '../../refs/workspaceRef';
import { findingSchema } from '../../workloads/changes';
import { availabilitySchema } from '../../workloads/view';
import { workspaceDependencySchema, workspaceResourcesSchema } from './view';

/** For which component. @public */
export const workspaceEntitySchema = z.object({
  entityRef: z
    .string()
    .min(1)
    .describe(
      'Entity reference of the component, e.g. component:default/orders',
    ),
});

/** A tier, and whether it fits in a place. @public */
export const workspaceTierSchema = z.object({
  tier: z.enum(ENVIRONMENT_TIERS),
  resources: workspaceResourcesSchema,
  fits: availabilitySchema.describe(
    "Whether the sandbox's quota has room for it, and if not, for what",
  ),
});

/** A value of {@link workspaceTierSchema}. @public */
export type WorkspaceTierOption = z.infer<typeof workspaceTierSchema>;

/** A sandbox in which the workspace can be. @public */
export const workspacePlaceSchema = z.object({
  cluster: z.string(),
  namespace: z
    .string()
    .describe('Empty: a sandbox that is made with the workspace'),
  title: z.string().describe('What its owner calls it'),
  isNew: z.boolean().describe('It is made with the workspace'),
  usable: availabilitySchema.describe('e.g. not while it is asleep'),
  quota: z.array(quotaUseSchema).describe('As it is used now'),
  tiers: z.array(workspaceTierSchema),
});

/** A value of {@link workspacePlaceSchema}. @public */
export type WorkspacePlace = z.infer<typeof workspacePlaceSchema>;

/** What the form for a new workspace offers to this user. @public */
export const workspaceOptionsSchema = z.object({
  entityRef: z.string(),
  create: availabilitySchema.describe(
    'Whether one click would do; if not, why not',
  ),
  findings: z
    .array(findingSchema)
    .describe('What is missing in the catalog, or wants to be known'),
  repository: z
    .object({
      url: z.string(),
      host: z.string(),
      name: z.string().describe('e.g. shop/orders'),
    })
    .optional()
    .describe('Absent: the catalog names none'),
  branches: z.object({
    known: z
      .boolean()
      .describe('Whether the list is all there are; if not, any may be typed'),
    items: z.array(
      z.object({
        name: z.string(),
        hint: z.string().optional().describe('e.g. #12 Faster checkout'),
      }),
    ),
  }),
  places: z.array(workspacePlaceSchema).describe('The default first'),
  images: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      description: z.string().optional(),
      image: z.string(),
    }),
  ),
  dependencies: z.array(workspaceDependencySchema),
  existing: z
    .array(workspaceRefSchema.extend({ branch: z.string() }))
    .describe("The user's workspaces of this component"),
  defaults: z.object({
    branch: z.string().describe('Empty = the default branch of the repository'),
    cluster: z.string().optional(),
    namespace: z.string().describe('Empty = a new sandbox'),
    tier: z.enum(ENVIRONMENT_TIERS),
    image: z.string().describe('Its id'),
    idleMinutes: z.number().int(),
  }),
  limits: z.object({
    perUser: z.number().int(),
    runningPerUser: z.number().int(),
    used: z.number().int(),
    running: z.number().int(),
    maxIdleMinutes: z.number().int(),
  }),
});

/** A value of {@link workspaceOptionsSchema}. @public */
export type WorkspaceOptions = z.infer<typeof workspaceOptionsSchema>;
