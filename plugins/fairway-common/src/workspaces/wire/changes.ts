import { z } from 'zod/v3';
import { ENVIRONMENT_TIERS } from '../../environments/contract/keys';
import { workspaceRefSchema } from '../../refs/workspaceRef';
import { findingSchema } from '../../workloads/changes';
import { INNER_LOOP_TOOLS } from './innerLoop';
import { workspaceEntitySchema } from './options';

/**
 * A branch or tag, by the rules of `git check-ref-format`; never something that
 * git would take for an option. Empty is the repository's default branch.
 *
 * @public
 */
export const gitBranchSchema = z
  .string()
  .max(200, 'branch must be at most 200 characters')
  .refine(isBranch, {
    message:
      "branch must be the name of a branch or tag as git allows it: no blank, no control character, none of ~^:?*[\\, no '..', no leading '-' or '/'",
  });

function isBranch(text: string): boolean {
  return (
    text === '' ||
    (isVisible(text) &&
      !/[~^:?*[\\]|(^[-/.])|(\.\.)|(\/\/)|(\/\.)|(@\{)|(^@$)|(\.lock(\/|$))|([/.]$)/.test(
        text,
      ))
  );
}

/** No blank, and no control character. */
function isVisible(text: string): boolean {
  return [...text].every(
    character => character > '\u0020' && character !== '\u007f',
  );
}

/** @public */
export const idleMinutesSchema = z
  .number()
  .int('idleMinutes must be a whole number')
  .min(1, 'idleMinutes must be 1 or more')
  .max(7 * 24 * 60, 'idleMinutes must be at most a week');

/** What a new workspace needs to know; all but the component has a default. @public */
export const createWorkspaceInputSchema = workspaceEntitySchema.extend({
  branch: gitBranchSchema
    .optional()
    .describe('Branch or tag; default: the default branch of the repository'),
  cluster: z
    .string()
    .optional()
    .describe('Name of the cluster; default: the first that is configured'),
  namespace: z
    .string()
    .optional()
    .describe(
      'The sandbox; default: the first of the user, or a new one where there is none',
    ),
  tier: z
    .enum(ENVIRONMENT_TIERS)
    .optional()
    .describe('How much it may use: s, m or l'),
  image: z
    .string()
    .optional()
    .describe('Id of one of the configured images; default: the first'),
  idleMinutes: idleMinutesSchema
    .optional()
    .describe('Stops after so many minutes without a signal'),
  innerLoopTool: z
    .enum(INNER_LOOP_TOOLS)
    .optional()
    .describe(
      'Writes the files for this inner-loop tool into the new workspace; what somebody edited is left alone',
    ),
});

/** A value of {@link createWorkspaceInputSchema}. @public */
export type CreateWorkspaceInput = z.infer<typeof createWorkspaceInputSchema>;

/** @public */
export const keepAwakeInputSchema = workspaceRefSchema.extend({
  hours: z
    .number()
    .min(0, 'hours must be 0 or more')
    .max(24 * 7, 'hours must be at most a week')
    .describe('For how long from now; 0 ends it'),
});

/** A value of {@link keepAwakeInputSchema}. @public */
export type KeepAwakeInput = z.infer<typeof keepAwakeInputSchema>;

/** @public */
export const setIdleInputSchema = workspaceRefSchema.extend({
  idleMinutes: idleMinutesSchema.describe(
    'Stops after so many minutes without a signal',
  ),
});

/** A value of {@link setIdleInputSchema}. @public */
export type SetIdleInput = z.infer<typeof setIdleInputSchema>;

/** What would be done, and why. @public */
export const workspacePlanSchema = workspaceRefSchema.extend({
  namespace: z
    .string()
    .describe('The sandbox; empty for one that would be made too'),
  action: z.enum([
    'create',
    'start',
    'stop',
    'delete',
    'keep-awake',
    'set-idle',
  ]),
  summary: z.string().describe('In a sentence'),
  reasons: z
    .array(z.string())
    .describe('What is written, and why, in its order'),
  findings: z
    .array(findingSchema)
    .describe(
      'e.g. quota, limit, unpushed (needs a tick), data (needs a tick), asleep',
    ),
  noop: z.boolean().describe('Nothing would change'),
  version: z
    .string()
    .describe('Of the workspace that was reviewed; empty for a new one'),
});

/** A value of {@link workspacePlanSchema}. @public */
export type WorkspacePlan = z.infer<typeof workspacePlanSchema>;

/** What was done. @public */
export const workspaceResultSchema = workspaceRefSchema.extend({
  outcome: z.enum(['applied', 'unchanged']),
  message: z.string(),
  problems: z
    .array(z.string())
    .describe('What did not work out yet; the loop goes on with it'),
});

/** A value of {@link workspaceResultSchema}. @public */
export type WorkspaceResult = z.infer<typeof workspaceResultSchema>;
