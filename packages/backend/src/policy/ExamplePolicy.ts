import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  isUpdatePermission,
  type Permission,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  environmentLedgerReadPermission,
  housekeepingLedgerReadPermission,
  RESOURCE_TYPE_ENVIRONMENT,
  RESOURCE_TYPE_GOLDEN_PATH_COMPONENT,
  RESOURCE_TYPE_HOUSEKEEPING,
  RESOURCE_TYPE_WORKLOAD,
  RESOURCE_TYPE_WORKSPACE,
  workloadLogsReadPermission,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  createEnvironmentConditionalDecision,
  environmentConditions,
} from '@fairway-idp/backstage-plugin-environments-backend';
import {
  createGoldenPathComponentConditionalDecision,
  goldenPathComponentConditions,
} from '@fairway-idp/backstage-plugin-golden-paths-backend';
import {
  createHousekeepingConditionalDecision,
  housekeepingConditions,
} from '@fairway-idp/backstage-plugin-housekeeping-backend';
import {
  createWorkloadConditionalDecision,
  workloadConditions,
} from '@fairway-idp/backstage-plugin-workloads-backend';
import {
  createWorkspaceConditionalDecision,
  workspaceConditions,
} from '@fairway-idp/backstage-plugin-workspaces-backend';

import { decideScaffolder } from './decideScaffolder';

/** Who may act everywhere. */
const PLATFORM_ENGINEERS = 'group:default/platform';

/** Who sees the catalog, and nothing of what runs. */
const GUESTS = 'group:default/agency';

/** The label and its values that mark where owners may act. */
const OWNERS_ACT_IN = {
  key: 'fairway.dev/stage',
  values: ['dev', 'staging'],
};

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/**
 * An example to start from:
 *
 * - Platform engineers may do everything.
 * - Guests see the catalog only.
 * - Everybody else may see everything but logs and the ledgers of deletions.
 * - Owners of a component scale, restart and roll back its workloads in dev and
 *   staging, and read its logs everywhere.
 * - Owners of an environment do with it as they like, if it is not a large one.
 * - Owners of what is left over keep it, protect it, or let it go.
 * - Developers start golden paths, and see and cancel their own tasks; guests do not.
 *   Owners of a component have it upgraded; only platform engineers upgrade all.
 * - Owners of a sandbox have workspaces in it and work in them, if they are not
 *   large. Everybody may write on every component: that is for the forge to say.
 * - Owners of a catalog entity may refresh it. All other changes are refused.
 */
export class ExamplePolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return DENY;
    }
    const claims = user.info.ownershipEntityRefs;
    if (claims.includes(PLATFORM_ENGINEERS)) {
      return ALLOW;
    }
    if (claims.includes(GUESTS)) {
      return isAboutWhatRuns(permission)
        ? DENY
        : decideForPeople(permission, claims);
    }
    return (
      decideScaffolder(permission, user.info.userEntityRef) ??
      decideForPeople(permission, claims)
    );
  }
}

/** What there is to say to anybody who is signed in. */
function decideForPeople(
  permission: Permission,
  claims: string[],
): PolicyDecision {
  if (isResourcePermission(permission, RESOURCE_TYPE_WORKLOAD)) {
    return decideWorkload(permission, claims);
  }
  if (permission.attributes.action === 'read') {
    return isLedger(permission) ? DENY : ALLOW;
  }
  return decideOwned(permission, claims) ?? decideCatalog(permission, claims);
}

/** What belongs to people and teams; undefined for all else. */
function decideOwned(
  permission: Permission,
  claims: string[],
): PolicyDecision | undefined {
  if (isResourcePermission(permission, RESOURCE_TYPE_ENVIRONMENT)) {
    return createEnvironmentConditionalDecision(permission, {
      allOf: [
        environmentConditions.isOwner({ claims }),
        environmentConditions.isTier({ tiers: ['s', 'm'] }),
      ],
    });
  }
  if (isResourcePermission(permission, RESOURCE_TYPE_HOUSEKEEPING)) {
    return createHousekeepingConditionalDecision(
      permission,
      housekeepingConditions.isOwner({ claims }),
    );
  }
  if (isResourcePermission(permission, RESOURCE_TYPE_GOLDEN_PATH_COMPONENT)) {
    return createGoldenPathComponentConditionalDecision(
      permission,
      goldenPathComponentConditions.isOwner({ claims }),
    );
  }
  if (isResourcePermission(permission, RESOURCE_TYPE_WORKSPACE)) {
    return createWorkspaceConditionalDecision(permission, {
      allOf: [
        workspaceConditions.isOwner({ claims }),
        workspaceConditions.isTier({ tiers: ['s', 'm'] }),
      ],
    });
  }
  return undefined;
}

function isLedger(permission: Permission): boolean {
  return (
    isPermission(permission, environmentLedgerReadPermission) ||
    isPermission(permission, housekeepingLedgerReadPermission)
  );
}

function decideCatalog(
  permission: Permission,
  claims: string[],
): PolicyDecision {
  return isResourcePermission(permission, RESOURCE_TYPE_CATALOG_ENTITY) &&
    isUpdatePermission(permission)
    ? createCatalogConditionalDecision(
        permission,
        catalogConditions.isEntityOwner({ claims }),
      )
    : DENY;
}

function isAboutWhatRuns(permission: Permission): boolean {
  return (
    isResourcePermission(permission, RESOURCE_TYPE_WORKLOAD) ||
    isResourcePermission(permission, RESOURCE_TYPE_ENVIRONMENT) ||
    permission.name.startsWith('housekeeping.') ||
    permission.name.startsWith('golden-path.') ||
    isResourcePermission(permission, RESOURCE_TYPE_WORKSPACE)
  );
}

function decideWorkload(
  permission: ResourcePermission<typeof RESOURCE_TYPE_WORKLOAD>,
  claims: string[],
): PolicyDecision {
  const isOwner = workloadConditions.isEntityOwner({ claims });
  if (permission.name === workloadLogsReadPermission.name) {
    return createWorkloadConditionalDecision(permission, isOwner);
  }
  if (permission.attributes.action === 'read') {
    return ALLOW;
  }
  return createWorkloadConditionalDecision(permission, {
    allOf: [isOwner, workloadConditions.hasNamespaceLabel(OWNERS_ACT_IN)],
  });
}
