import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_WORKLOAD,
  WORKLOADS_PLUGIN_ID,
  type WorkloadKind,
} from '@fairway-idp/backstage-plugin-fairway-common';

/**
 * A workload, as far as rules ask about it.
 *
 * @public
 */
export interface WorkloadResource {
  /** Owners of the catalog entity, by its `ownedBy` relations. */
  owners: readonly string[];
  cluster: string;
  namespace: string;
  kind: WorkloadKind;
  /** Empty if the cluster did not tell: then no label is there. */
  namespaceLabels: Readonly<Record<string, string>>;
}

/**
 * What a rule becomes for a list: the list is in memory, so that it stays a
 * question to each workload.
 *
 * @public
 */
export interface WorkloadFilter {
  matches(resource: WorkloadResource): boolean;
}

/**
 * The permission framework's handle of a workload.
 *
 * @public
 */
export const workloadPermissionResourceRef = createPermissionResourceRef<
  WorkloadResource,
  WorkloadFilter
>().with({
  pluginId: WORKLOADS_PLUGIN_ID,
  resourceType: RESOURCE_TYPE_WORKLOAD,
});
