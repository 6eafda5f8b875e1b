import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  HOUSEKEEPING_PLUGIN_ID,
  RESOURCE_TYPE_HOUSEKEEPING,
  type HousekeepingKind,
} from '@fairway-idp/backstage-plugin-fairway-common';

/**
 * An object that housekeeping speaks about, as far as rules ask about it.
 *
 * @public
 */
export interface HousekeepingResource {
  cluster: string;
  namespace: string;
  kind: HousekeepingKind;
  /** Entity reference; empty if it is nobody's. */
  owner: string;
}

/**
 * What a rule becomes for a list: the list is in memory, so that it stays a
 * question to each object.
 *
 * @public
 */
export interface HousekeepingFilter {
  matches(resource: HousekeepingResource): boolean;
}

/**
 * The permission framework's handle of such an object.
 *
 * @public
 */
export const housekeepingPermissionResourceRef = createPermissionResourceRef<
  HousekeepingResource,
  HousekeepingFilter
>().with({
  pluginId: HOUSEKEEPING_PLUGIN_ID,
  resourceType: RESOURCE_TYPE_HOUSEKEEPING,
});
