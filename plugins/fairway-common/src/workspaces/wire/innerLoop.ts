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

/**
 * What becomes of a file of the inner loop: `new`; `current`, since it is as it
 * should be; `update`, and what somebody wrote beside it stays; `kept`, since
 * somebody edited what would be written; `unknown`, since what is there could
 * not be read: then it is written only where there is none.
 *
 * @public
 */
export const INNER_LOOP_FILE_STATES = [
  'new',
  'current',
  'update',
  'kept',
  'unknown',
] as const;

/** One of {@link INNER_LOOP_FILE_STATES}. @public */
export type InnerLoopFileState = (typeof INNER_LOOP_FILE_STATES)[number];

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
  workspace: z
    .string()
    .optional()
    .describe(
      'Name of a workspace there: what is in it tells what becomes of each file; default: what is in the repository',
    ),
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
      content: z
        .string()
        .describe(
          'All of the file as it shall be, with what somebody wrote in it; of one that is kept, what would be written if it were not',
        ),
      state: z.enum(INNER_LOOP_FILE_STATES),
      why: z.string().describe('Why it has this state, in a sentence'),
    }),
  ),
  seenIn: z
    .enum(['workspace', 'repository', 'nowhere'])
    .describe('Where it was read what is there already'),
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
