import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  GOLDEN_PATHS_PLUGIN_ID,
  RESOURCE_TYPE_GOLDEN_PATH_COMPONENT,
} from '@fairway-idp/backstage-plugin-fairway-common';

/**
 * A component that a golden path made, as far as rules ask about it.
 *
 * @public
 */
export interface GoldenPathComponentResource {
  entityRef: string;
  /** Entity references of its owners. */
  owners: string[];
  /** Entity reference of its template, as the catalog has it; empty if it names none. */
  template: string;
}

/** What a rule becomes for a list. @public */
export interface GoldenPathComponentFilter {
  matches(resource: GoldenPathComponentResource): boolean;
}

/** The permission framework's handle of such a component. @public */
export const goldenPathComponentPermissionResourceRef =
  createPermissionResourceRef<
    GoldenPathComponentResource,
    GoldenPathComponentFilter
  >().with({
    pluginId: GOLDEN_PATHS_PLUGIN_ID,
    resourceType: RESOURCE_TYPE_GOLDEN_PATH_COMPONENT,
  });
