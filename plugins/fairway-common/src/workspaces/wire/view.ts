import { z } from 'zod/v3';
import { ENVIRONMENT_TIERS } from '../../environments/contract/keys';
import { costSchema } from '../../environments/wire/view';
import { availabilitySchema } from '../../workloads/view';
import { workspaceRefSchema } from '../../refs/workspaceRef';

/**
 * What a workspace is doing. `asleep` is the state of one that was stopped with
 * its whole sandbox and comes back with it; `unknown` is one that the cluster
 * does not tell enough of.
 *
 * @public
 */
export const workspaceStateSchema = z.enum([
  'stopped',
  'starting',
  'running',
  'stopping',
  'failed',
  'asleep',
  'deleting',
  'unknown',
]);

/** A value of {@link workspaceStateSchema}. @public */
export type WorkspaceState = z.infer<typeof workspaceStateSchema>;

/** Ids of the steps of a start, in their order. @public */
export const WORKSPACE_STEPS = [
  'scheduled',
  'volume',
  'image',
  'clone',
  'ready',
] as const;

/** One step of a start. @public */
export const workspaceStepSchema = z.object({
  id: z.enum(WORKSPACE_STEPS),
  label: z.string().describe('What is done, e.g. Clone the repository'),
  status: z.enum(['waiting', 'active', 'done', 'failed']),
  message: z.string().optional().describe('What is in the way, in words'),
});

/** A value of {@link workspaceStepSchema}. @public */
export type WorkspaceStep = z.infer<typeof workspaceStepSchema>;

/** What one component needs and how a workspace of it reaches that. @public */
export const workspaceDependencySchema = z.object({
  entityRef: z.string().describe('What is needed, as the catalog names it'),
  via: z
    .array(z.enum(['dependsOn', 'consumesApi']))
    .describe('By which relations'),
  status: z.enum(['resolved', 'missing']),
  reason: z
    .string()
    .describe('Why this Service, or why none; also what else there was'),
  service: z
    .object({
      namespace: z.string(),
      name: z.string(),
      host: z.string().describe('Its DNS name in the cluster'),
      ports: z.array(
        z.object({ name: z.string().optional(), port: z.number().int() }),
      ),
    })
    .optional(),
  env: z
    .array(z.object({ name: z.string(), value: z.string() }))
    .describe('Environment variables that the workspace gets for it'),
  reachable: z
    .string()
    .describe('What the network policy lets through to it, in words'),
});

/** A value of {@link workspaceDependencySchema}. @public */
export type WorkspaceDependency = z.infer<typeof workspaceDependencySchema>;

/** Work that is in no other place than the workspace. @public */
export const unpushedWorkSchema = z.object({
  checkedAt: z.string().describe('RFC 3339'),
  changes: z.number().int().describe('Files changed and not committed'),
  commits: z.number().int().describe('Commits that no remote has'),
  stashes: z.number().int(),
});

/** A value of {@link unpushedWorkSchema}. @public */
export type UnpushedWork = z.infer<typeof unpushedWorkSchema>;

/** Why a workspace is alive, and until when. @public */
export const workspaceIdleSchema = z.object({
  minutes: z
    .number()
    .int()
    .describe('Stops after so many without a signal; 0 = never'),
  aliveBecause: z
    .string()
    .describe('In a sentence; for one that is stopped, why it was stopped'),
  connections: z
    .number()
    .int()
    .describe('Terminals and SSH connections through this portal process'),
  lastSignal: z
    .object({ at: z.string(), what: z.string() })
    .optional()
    .describe('The last sign of life'),
  stopsAt: z
    .string()
    .optional()
    .describe('When it stops if no further signal comes; absent = it does not'),
  keepAwakeUntil: z.string().optional(),
});

/** A value of {@link workspaceIdleSchema}. @public */
export type WorkspaceIdle = z.infer<typeof workspaceIdleSchema>;

/** What a workspace may use. @public */
export const workspaceResourcesSchema = z.object({
  requests: z.object({ cpu: z.string(), memory: z.string() }),
  limits: z.object({ cpu: z.string(), memory: z.string() }),
  storage: z.string().describe('Size of its volume'),
});

/** A value of {@link workspaceResourcesSchema}. @public */
export type WorkspaceResources = z.infer<typeof workspaceResourcesSchema>;

/** One workspace, with what this viewer may do with it. @public */
export const workspaceViewSchema = workspaceRefSchema.extend({
  uid: z.string(),
  version: z.string().describe('To be sent along with a change of it'),
  entityRef: z.string().describe('The component that is written in it'),
  owner: z.string().describe('Entity reference; owns the sandbox'),
  createdBy: z.string().optional().describe('Entity reference'),
  createdAt: z.string(),
  repository: z.object({
    url: z.string().describe('As the catalog has it, for people'),
    folder: z.string().describe('Where it lies in the workspace'),
  }),
  branch: z
    .string()
    .describe('That was cloned; empty = the default branch of the repository'),
  image: z.object({ id: z.string(), title: z.string(), image: z.string() }),
  tier: z.enum(ENVIRONMENT_TIERS),
  resources: workspaceResourcesSchema,
  driver: z.string().describe('e.g. deployment'),
  state: workspaceStateSchema,
  message: z.string().describe('The state in a sentence'),
  problem: z
    .object({
      reason: z
        .string()
        .describe(
          'ImagePull, Unschedulable, Quota, Volume, Clone, Crash, Deadline or Unknown',
        ),
      message: z.string().describe("In words, with the cluster's own"),
      hint: z.string().describe('What to do about it'),
    })
    .optional(),
  steps: z.array(workspaceStepSchema).describe('Of the start that goes on'),
  startedAt: z.string().optional().describe('When the start was asked for'),
  startDeadline: z
    .string()
    .optional()
    .describe('When a start that goes on is given up'),
  idle: workspaceIdleSchema,
  stopped: z
    .object({
      at: z.string(),
      by: z.string().describe('Entity reference, or the portal itself'),
      reason: z.string(),
    })
    .optional()
    .describe('How it was stopped last'),
  unpushed: unpushedWorkSchema
    .optional()
    .describe('As seen last; absent = never looked'),
  dependencies: z.array(workspaceDependencySchema),
  cost: costSchema.optional(),
  actions: z.object({
    start: availabilitySchema,
    stop: availabilitySchema,
    delete: availabilitySchema,
    connect: availabilitySchema,
    keepAwake: availabilitySchema,
  }),
});

/** A value of {@link workspaceViewSchema}. @public */
export type WorkspaceView = z.infer<typeof workspaceViewSchema>;

/** One cluster's part of the answer; an error stands beside the others' data. @public */
export const workspaceClusterSchema = z.object({
  name: z.string(),
  title: z.string(),
  state: z.enum(['live', 'syncing', 'stale', 'unreachable', 'forbidden']),
  message: z.string().optional(),
  workspaces: z.array(workspaceViewSchema),
});

/** A value of {@link workspaceClusterSchema}. @public */
export type WorkspaceCluster = z.infer<typeof workspaceClusterSchema>;

/** @public */
export const workspacesViewSchema = z.object({
  clusters: z.array(workspaceClusterSchema),
});

/** A value of {@link workspacesViewSchema}. @public */
export type WorkspacesView = z.infer<typeof workspacesViewSchema>;

/** Whose workspaces. @public */
export const workspaceScopeSchema = z.object({
  scope: z
    .enum(['mine', 'team', 'all'])
    .default('mine')
    .describe(
      'mine: in sandboxes of the user; team: of components that the user or their groups own, too; all: every one that the user may see',
    ),
  entityRef: z
    .string()
    .optional()
    .describe(
      'Only those of this component, e.g. component:default/orders; default: all',
    ),
});

/** A value of {@link workspaceScopeSchema}. @public */
export type WorkspacesFilter = z.infer<typeof workspaceScopeSchema>;
