import { z } from 'zod/v3';
import { ENVIRONMENT_TIERS } from '../../environments/contract/keys';
import {
  unpushedWorkSchema,
  workspaceDependencySchema,
  workspaceResourcesSchema,
} from '../wire/view';

/** What a workspace is; fixed when it is made. @public */
export const workspaceSpecSchema = z.object({
  entityRef: z.string().min(1),
  createdBy: z.string().min(1),
  repository: z.object({
    url: z.string().describe('As the catalog has it'),
    cloneUrl: z.string().describe('As pods reach it; never with credentials'),
    folder: z.string().describe('Where it is cloned to, absolute'),
    secret: z
      .string()
      .optional()
      .describe('Name of the Secret with username and password'),
  }),
  branch: z.string().describe('Empty = the default branch'),
  image: z.object({ id: z.string(), title: z.string(), image: z.string() }),
  tier: z.enum(ENVIRONMENT_TIERS),
  resources: workspaceResourcesSchema,
  dependencies: z.array(workspaceDependencySchema),
});

/** A value of {@link workspaceSpecSchema}. @public */
export type WorkspaceSpec = z.infer<typeof workspaceSpecSchema>;

const instant = z.string().refine(text => !Number.isNaN(Date.parse(text)), {
  message: 'it is not a time such as 2026-01-31T12:00:00Z',
});

/** The last sign of life. @public */
export const workspaceSignalSchema = z.object({
  at: instant,
  what: z.string(),
});

/** A value of {@link workspaceSignalSchema}. @public */
export type WorkspaceSignal = z.infer<typeof workspaceSignalSchema>;

/** How a workspace was stopped. @public */
export const workspaceStopSchema = z.object({
  at: instant,
  by: z.string(),
  reason: z.string(),
  toldAt: instant
    .optional()
    .describe('When its owner was told; only of what the portal stopped'),
});

/** A value of {@link workspaceStopSchema}. @public */
export type WorkspaceStop = z.infer<typeof workspaceStopSchema>;

/** Why a start was given up. @public */
export const workspaceFailureSchema = z.object({
  at: instant,
  reason: z.string().describe('One of the words of `problem.reason`'),
  message: z.string(),
  hint: z.string(),
});

/** A value of {@link workspaceFailureSchema}. @public */
export type WorkspaceFailure = z.infer<typeof workspaceFailureSchema>;

/** The whole contract: what a workspace is and what happened to it. @public */
export interface WorkspaceRecord {
  spec: WorkspaceSpec;
  startedAt?: string;
  firstReadyAt?: string;
  readyAt?: string;
  idleMinutes: number;
  keepAwakeUntil?: string;
  lastSignal?: WorkspaceSignal;
  stopped?: WorkspaceStop;
  failed?: WorkspaceFailure;
  unpushed?: z.infer<typeof unpushedWorkSchema>;
}

/** What may change of a {@link WorkspaceRecord}; null removes. @public */
export type WorkspaceRecordPatch = {
  [K in Exclude<keyof WorkspaceRecord, 'spec'>]?: WorkspaceRecord[K] | null;
};

/** @internal */
export const instantSchema = instant;
