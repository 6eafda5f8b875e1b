/**
 * Environments in Kubernetes: sandboxes with guard rails, that sleep by a
 * schedule, expire, and are never deleted without a warning that was delivered.
 *
 * @packageDocumentation
 */
export { environmentsPlugin as default } from './plugin';
export {
  createEnvironmentConditionalDecision,
  environmentConditions,
} from './permissions/rules';
export {
  environmentPermissionResourceRef,
  type EnvironmentFilter,
  type EnvironmentResource,
} from './permissions/resource';
