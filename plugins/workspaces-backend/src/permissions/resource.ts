import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_WORKSPACE,
  WORKSPACES_PLUGIN_ID,
  type EnvironmentTier,
} from '@fairway-idp/backstage-plugin-fairway-common';

/**
 * A workspace, or one that is wished for, as far as rules ask about it.
 *
 * @public
 */
export interface WorkspaceResource {
  cluster: string;
  tier: EnvironmentTier;
  /** Entity reference: of the sandbox, not of the component. */
  owner: string;
  /** The component that is written in it. */
  entityRef: string;
}

/**
 * What a rule becomes for a list: the list is in memory, so that it stays a
 * question to each workspace.
 *
 * @public
 */
export interface WorkspaceFilter {
  matches(resource: WorkspaceResource): boolean;
}

/**
 * The permission framework's handle of a workspace.
 *
 * @public
 */
export const workspacePermissionResourceRef = createPermissionResourceRef<
  WorkspaceResource,
  WorkspaceFilter
>().with({
  pluginId: WORKSPACES_PLUGIN_ID,
  resourceType: RESOURCE_TYPE_WORKSPACE,
});
