import {
  createConditionExports,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { ENVIRONMENT_TIERS } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  among,
  amongClusters,
  amongOwners,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { z } from 'zod/v4';
import {
  workspacePermissionResourceRef,
  type WorkspaceResource,
} from './resource';

const isOwner = createPermissionRule({
  resourceRef: workspacePermissionResourceRef,
  ...amongOwners<WorkspaceResource>({
    name: 'IS_WORKSPACE_OWNER',
    description: 'One of these owns the sandbox that the workspace is in',
    of: ({ owner }) => owner,
  }),
});

const isComponent = createPermissionRule({
  resourceRef: workspacePermissionResourceRef,
  ...among<WorkspaceResource, 'entityRefs', string>({
    name: 'IS_COMPONENT',
    description: 'The workspace is of one of these components',
    param: 'entityRefs',
    holds: 'Entity references',
    value: z.string(),
    of: ({ entityRef }) => entityRef,
  }),
});

const isCluster = createPermissionRule({
  resourceRef: workspacePermissionResourceRef,
  ...amongClusters<WorkspaceResource>(
    'The workspace is in one of these clusters',
  ),
});

const isTier = createPermissionRule({
  resourceRef: workspacePermissionResourceRef,
  ...among<WorkspaceResource, 'tiers', (typeof ENVIRONMENT_TIERS)[number]>({
    name: 'IS_TIER',
    description: 'The workspace is of one of these tiers',
    param: 'tiers',
    holds: 's, m or l',
    value: z.enum(ENVIRONMENT_TIERS),
    of: ({ tier }) => tier,
  }),
});

/** All rules about workspaces. */
export const workspaceRules = { isOwner, isComponent, isCluster, isTier };

const exported = createConditionExports({
  resourceRef: workspacePermissionResourceRef,
  rules: workspaceRules,
});

/**
 * Conditions for permission policies, e.g.
 * `workspaceConditions.isOwner({ claims: user.info.ownershipEntityRefs })`.
 *
 * @public
 */
export const workspaceConditions = exported.conditions;

/**
 * The decision of a policy that depends on the workspace.
 *
 * @public
 */
export const createWorkspaceConditionalDecision =
  exported.createConditionalDecision;
