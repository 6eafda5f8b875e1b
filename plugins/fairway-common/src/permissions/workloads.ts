import { createPermission } from '@backstage/plugin-permission-common';

/**
 * The permission framework's resource type of a workload; its `resourceRef` is
 * what `stringifyWorkloadRef` returns.
 *
 * @public
 */
export const RESOURCE_TYPE_WORKLOAD = 'workload';

/** See a workload, its pods and its events. @public */
export const workloadReadPermission = createPermission({
  name: 'workload.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_WORKLOAD,
});

/** Read the logs of a workload's containers. @public */
export const workloadLogsReadPermission = createPermission({
  name: 'workload.logs.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_WORKLOAD,
});

/** Change the number of replicas. @public */
export const workloadScalePermission = createPermission({
  name: 'workload.scale',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_WORKLOAD,
});

/** Replace all pods by new ones of the same template. @public */
export const workloadRestartPermission = createPermission({
  name: 'workload.restart',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_WORKLOAD,
});

/** Go back to an earlier revision. @public */
export const workloadRollbackPermission = createPermission({
  name: 'workload.rollback',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_WORKLOAD,
});

/**
 * One permission per verb, so that a policy without conditions works too.
 *
 * @public
 */
export const workloadPermissions = {
  read: workloadReadPermission,
  logs: workloadLogsReadPermission,
  scale: workloadScalePermission,
  restart: workloadRestartPermission,
  rollback: workloadRollbackPermission,
} as const;

/** What a person may be permitted to do with a workload. @public */
export type WorkloadVerb = keyof typeof workloadPermissions;
