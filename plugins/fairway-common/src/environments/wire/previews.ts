import { z } from 'zod/v3';
import { availabilitySchema } from '../../workloads/view';
import { environmentViewSchema } from './view';

/** What a preview is doing. @public */
export const previewStateSchema = z.enum([
  'waiting',
  'deploying',
  'ready',
  'failed',
  'asleep',
  'waking',
  'deleting',
  'deleted',
  'unknown',
]);

/** A value of {@link previewStateSchema}. @public */
export type PreviewState = z.infer<typeof previewStateSchema>;

/** A pull request and its preview, if it has one. @public */
export const previewViewSchema = z.object({
  cluster: z.string(),
  namespace: z.string().describe('Also where the preview is gone'),
  state: previewStateSchema,
  message: z
    .string()
    .describe('The state in a sentence; for a failure, why and what to do'),
  problems: z.array(z.string()).describe('What else wants to be known'),
  url: z.string().optional().describe('Where it answers; absent = nowhere'),
  pullRequest: z.object({
    host: z.string(),
    repository: z.string().describe('e.g. shop/storefront'),
    number: z.number().int(),
    title: z.string(),
    url: z.string(),
    author: z.string(),
    branch: z.string(),
  }),
  commit: z.string().describe('SHA of the head of the pull request'),
  deployedCommit: z
    .string()
    .optional()
    .describe('SHA that is deployed; absent = none yet'),
  updatedAt: z.string().describe('When the pull request was last read'),
  database: z
    .object({ schema: z.string() })
    .optional()
    .describe('What is its own on the shared database'),
  environment: environmentViewSchema
    .optional()
    .describe('Absent while there is no namespace'),
  actions: z.object({ redeploy: availabilitySchema }),
});

/** A value of {@link previewViewSchema}. @public */
export type PreviewView = z.infer<typeof previewViewSchema>;

/** Previews of one component. @public */
export const previewsViewSchema = z.object({
  setUp: z.object({
    state: z
      .enum(['ready', 'no-path', 'no-repository', 'no-forge', 'no-cluster'])
      .describe('What is missing before there can be previews'),
    message: z.string(),
    repository: z.string().optional(),
    path: z.string().optional(),
  }),
  forge: z
    .object({
      host: z.string(),
      readAt: z.string().optional().describe('Last complete list'),
      problem: z
        .string()
        .optional()
        .describe('Why it cannot be read now; nothing is deleted meanwhile'),
    })
    .optional(),
  previews: z.array(previewViewSchema),
});

/** A value of {@link previewsViewSchema}. @public */
export type PreviewsView = z.infer<typeof previewsViewSchema>;

/** @public */
export const previewScopeSchema = z.object({
  entityRef: z
    .string()
    .describe('Entity reference of the component, e.g. component:default/shop'),
});
