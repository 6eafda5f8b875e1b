/**
 * Workspaces in Kubernetes: a page of their own, and a tab on the catalog page
 * of a component.
 *
 * @packageDocumentation
 */
export {
  EntityWorkspaceContent,
  WorkspacesPage,
  workspacesPlugin,
} from './plugin';
export {
  workspacesApiRef,
  type WorkspaceChange,
  type WorkspacesApi,
} from './api/WorkspacesApi';
export { WorkspacesClient } from './api/WorkspacesClient';
export type {
  TerminalChannel,
  TerminalListener,
  TerminalOutput,
  TerminalSize,
  TerminalSource,
} from './terminal/channel';
export { workspacesTranslationRef } from './translation';
