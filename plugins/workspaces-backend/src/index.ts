/**
 * Workspaces in Kubernetes: one click on a component, a terminal and SSH through
 * the portal, and an idle stop that explains itself.
 *
 * @packageDocumentation
 */
export { workspacesPlugin as default } from './plugin';
export {
  createWorkspaceConditionalDecision,
  workspaceConditions,
} from './permissions/rules';
export {
  workspacePermissionResourceRef,
  type WorkspaceFilter,
  type WorkspaceResource,
} from './permissions/resource';
