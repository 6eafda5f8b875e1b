/**
 * Finds what is left over in clusters, asks its owners, tidies up after their
 * time, and tells how full the nodes are.
 *
 * @packageDocumentation
 */
export { housekeepingPlugin as default } from './plugin';
export {
  createHousekeepingConditionalDecision,
  housekeepingConditions,
} from './permissions/rules';
export {
  housekeepingPermissionResourceRef,
  type HousekeepingFilter,
  type HousekeepingResource,
} from './permissions/resource';
