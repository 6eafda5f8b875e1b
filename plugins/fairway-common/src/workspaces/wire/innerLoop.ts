import { z } from 'zod/v3';
import { findingSchema } from '../../workloads/changes';

/** The inner-loop tools that Fairway writes files for. @public */
export const INNER_LOOP_TOOLS = [
  'skaffold',
  'tilt',
  'devspace',
  'garden',
  'telepresence',
  'mirrord',
  'devfile',
] as const;

/** One of {@link INNER_LOOP_TOOLS}. @public */
export type InnerLoopTool = (typeof INNER_LOOP_TOOLS)[number];

/** Files for which component and tool. @public */
export const innerLoopInputSchema = z.object({
  entityRef: z.string().min(1).describe('Entity reference of the component'),
  tool: z
    .enum(INNER_LOOP_TOOLS)
    .optional()
    .describe('Default: the one that suits best'),
  cluster: z
    .string()
    .optional()
    .describe('Where the developer works; default: where their sandbox is'),
  namespace: z
    .string()
    .optional()
    .describe("Default: the developer's first sandbox"),
});

/** A value of {@link innerLoopInputSchema}. @public */
export type InnerLoopInput = z.infer<typeof innerLoopInputSchema>;

/** Files for an inner-loop tool, and why that tool. @public */
export const innerLoopViewSchema = z.object({
  entityRef: z.string(),
  tool: z.enum(INNER_LOOP_TOOLS),
  files: z.array(
    z.object({
      path: z.string().describe('In the repository'),
      content: z.string(),
    }),
  ),
  findings: z
    .array(findingSchema)
    .describe('What is missing in the catalog, or would not work'),
  choice: z
    .array(
      z.object({
        tool: z.enum(INNER_LOOP_TOOLS),
        title: z.string(),
        fit: z.enum(['best', 'good', 'poor', 'impossible']),
        reasons: z.array(z.string()),
      }),
    )
    .describe('All tools, the best first'),
});

/** A value of {@link innerLoopViewSchema}. @public */
export type InnerLoopView = z.infer<typeof innerLoopViewSchema>;
