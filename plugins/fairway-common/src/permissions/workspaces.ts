import { createPermission } from '@backstage/plugin-permission-common';

/**
 * The permission framework's resource type of a workspace; its `resourceRef` is
 * what `stringifyWorkspaceRef` or `stringifyWorkspaceWish` returns.
 *
 * @public
 */
export const RESOURCE_TYPE_WORKSPACE = 'workspace';

/** See a workspace: its state, branch, owner, use and why it is alive. @public */
export const workspaceReadPermission = createPermission({
  name: 'workspace.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_WORKSPACE,
});

/** Get a new one; rules see owner, component, cluster and tier that are wished for. @public */
export const workspaceCreatePermission = createPermission({
  name: 'workspace.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_WORKSPACE,
});

/** Start it again. @public */
export const workspaceStartPermission = createPermission({
  name: 'workspace.start',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_WORKSPACE,
});

/** Stop it; its volume stays. @public */
export const workspaceStopPermission = createPermission({
  name: 'workspace.stop',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_WORKSPACE,
});

/** Delete it with its volume. @public */
export const workspaceDeletePermission = createPermission({
  name: 'workspace.delete',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_WORKSPACE,
});

/**
 * Work in it: terminal, SSH, and credentials for its sandbox. Whoever may do
 * this reads and writes all that is in it.
 *
 * @public
 */
export const workspaceConnectPermission = createPermission({
  name: 'workspace.connect',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_WORKSPACE,
});

/** Put off its idle stop, or change after how long it comes. @public */
export const workspaceKeepAwakePermission = createPermission({
  name: 'workspace.keep-awake',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_WORKSPACE,
});

/**
 * One permission per verb, so that a policy without conditions works too.
 *
 * @public
 */
export const workspacePermissions = {
  read: workspaceReadPermission,
  create: workspaceCreatePermission,
  start: workspaceStartPermission,
  stop: workspaceStopPermission,
  delete: workspaceDeletePermission,
  connect: workspaceConnectPermission,
  'keep-awake': workspaceKeepAwakePermission,
} as const;

/** What a person may be permitted to do with a workspace. @public */
export type WorkspaceVerb = keyof typeof workspacePermissions;
