/**
 * What runs on Kubernetes, for the catalog's entities: status, events, logs,
 * scale, restart and rollback.
 *
 * @packageDocumentation
 */
export { workloadsPlugin as default } from './plugin';
export {
  createWorkloadConditionalDecision,
  workloadConditions,
} from './permissions/rules';
export {
  workloadPermissionResourceRef,
  type WorkloadFilter,
  type WorkloadResource,
} from './permissions/resource';
