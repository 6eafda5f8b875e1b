import { createApiRef } from '@backstage/core-plugin-api';
import type {
  CommandLine,
  Confirmation,
  ConnectInfo,
  CreateWorkspaceInput,
  InnerLoopInput,
  InnerLoopView,
  SandboxKubeconfig,
  WorkspaceOptions,
  WorkspacePlan,
  WorkspaceRef,
  WorkspaceResult,
  WorkspacesFilter,
  WorkspacesView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { LiveSource } from '@fairway-idp/backstage-plugin-fairway-react';
import type { TerminalSource } from '../terminal/channel';

/** A new workspace, or what shall happen to one. @public */
export type WorkspaceChange =
  | { action: 'create'; input: CreateWorkspaceInput }
  | { action: 'start'; ref: WorkspaceRef }
  | { action: 'stop'; ref: WorkspaceRef }
  | { action: 'delete'; ref: WorkspaceRef }
  | { action: 'keep-awake'; ref: WorkspaceRef; hours: number }
  | { action: 'set-idle'; ref: WorkspaceRef; idleMinutes: number };

/**
 * What this plugin can ask of its backend.
 *
 * @public
 */
export interface WorkspacesApi {
  /** Workspaces, again whenever something changes. */
  watchWorkspaces(filter: WorkspacesFilter): LiveSource<WorkspacesView>;
  /** What a new workspace of a component may be. */
  getOptions(
    entityRef: string,
    signal?: AbortSignal,
  ): Promise<WorkspaceOptions>;
  /** What a change would do; writes nothing. */
  plan(change: WorkspaceChange, signal?: AbortSignal): Promise<WorkspacePlan>;
  /** Carries a reviewed change out. A new workspace needs no reason. */
  apply(
    change: WorkspaceChange,
    confirmation: Confirmation,
  ): Promise<WorkspaceResult>;
  /** How one gets into a workspace. */
  getConnectInfo(ref: WorkspaceRef, signal?: AbortSignal): Promise<ConnectInfo>;
  /** Credentials for the sandbox that end soon. */
  issueKubeconfig(ref: WorkspaceRef): Promise<SandboxKubeconfig>;
  /** The program that carries SSH through the portal. */
  getCommandLine(): Promise<CommandLine>;
  /** Files for an inner-loop tool, and which tool suits. */
  getInnerLoop(
    input: InnerLoopInput,
    signal?: AbortSignal,
  ): Promise<InnerLoopView>;
  /** A shell in a workspace. */
  terminal(ref: WorkspaceRef): TerminalSource;
}

/** @public */
export const workspacesApiRef = createApiRef<WorkspacesApi>({
  id: 'plugin.workspaces.service',
});
