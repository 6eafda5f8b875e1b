import {
  createScaffolderTaskConditionalDecision,
  scaffolderTaskConditions,
} from '@backstage/plugin-scaffolder-backend/alpha';
import { catalogLocationCreatePermission } from '@backstage/plugin-catalog-common/alpha';
import {
  actionExecutePermission,
  RESOURCE_TYPE_SCAFFOLDER_TASK,
  taskCreatePermission,
  templateDryRunPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';

/** What whoever starts a golden path needs; the clusters decide about the rest. */
const NEEDED = [
  actionExecutePermission,
  taskCreatePermission,
  templateDryRunPermission,
  // Its last step registers the new component, as that person.
  catalogLocationCreatePermission,
];

/**
 * Developers start templates, and see and cancel their own tasks. Undefined for
 * what is no matter of golden paths.
 */
export function decideScaffolder(
  permission: Permission,
  user: string,
): PolicyDecision | undefined {
  if (isResourcePermission(permission, RESOURCE_TYPE_SCAFFOLDER_TASK)) {
    return createScaffolderTaskConditionalDecision(
      permission,
      scaffolderTaskConditions.isTaskOwner({ createdBy: [user] }),
    );
  }
  return NEEDED.some(needed => isPermission(permission, needed))
    ? { result: AuthorizeResult.ALLOW }
    : undefined;
}
