import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  ENVIRONMENTS_PLUGIN_ID,
  RESOURCE_TYPE_ENVIRONMENT,
  type EnvironmentKind,
  type EnvironmentTier,
} from '@fairway-idp/backstage-plugin-fairway-common';

/**
 * An environment, or one that is wished for, as far as rules ask about it.
 *
 * @public
 */
export interface EnvironmentResource {
  cluster: string;
  kind: EnvironmentKind;
  tier: EnvironmentTier;
  /** Entity reference. */
  owner: string;
}

/**
 * What a rule becomes for a list: the list is in memory, so that it stays a
 * question to each environment.
 *
 * @public
 */
export interface EnvironmentFilter {
  matches(resource: EnvironmentResource): boolean;
}

/**
 * The permission framework's handle of an environment.
 *
 * @public
 */
export const environmentPermissionResourceRef = createPermissionResourceRef<
  EnvironmentResource,
  EnvironmentFilter
>().with({
  pluginId: ENVIRONMENTS_PLUGIN_ID,
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});
