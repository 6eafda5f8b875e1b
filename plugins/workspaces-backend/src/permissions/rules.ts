import {
  createConditionExports,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { ENVIRONMENT_TIERS } from '@fairway-idp/backstage-plugin-fairway-common';
import { z } from 'zod/v4';
import {
  workspacePermissionResourceRef,
  type WorkspaceResource,
} from './resource';

/** Both ways of a rule from one function, so that they cannot differ. */
function both<P>(apply: (resource: WorkspaceResource, params: P) => boolean) {
  return {
    apply,
    toQuery: (params: P) => ({
      matches: (resource: WorkspaceResource) => apply(resource, params),
    }),
  };
}

const isOwner = createPermissionRule({
  name: 'IS_WORKSPACE_OWNER',
  description: 'One of these owns the sandbox that the workspace is in',
  resourceRef: workspacePermissionResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity references of users and groups'),
  }),
  ...both<{ claims: string[] }>(({ owner }, { claims }) =>
    claims.includes(owner),
  ),
});

const isComponent = createPermissionRule({
  name: 'IS_COMPONENT',
  description: 'The workspace is of one of these components',
  resourceRef: workspacePermissionResourceRef,
  paramsSchema: z.object({
    entityRefs: z.array(z.string()).describe('Entity references'),
  }),
  ...both<{ entityRefs: string[] }>(({ entityRef }, { entityRefs }) =>
    entityRefs.includes(entityRef),
  ),
});

const isCluster = createPermissionRule({
  name: 'IS_CLUSTER',
  description: 'The workspace is in one of these clusters',
  resourceRef: workspacePermissionResourceRef,
  paramsSchema: z.object({
    clusters: z.array(z.string()).describe('Names of clusters'),
  }),
  ...both<{ clusters: string[] }>(({ cluster }, { clusters }) =>
    clusters.includes(cluster),
  ),
});

const isTier = createPermissionRule({
  name: 'IS_TIER',
  description: 'The workspace is of one of these tiers',
  resourceRef: workspacePermissionResourceRef,
  paramsSchema: z.object({
    tiers: z.array(z.enum(ENVIRONMENT_TIERS)).describe('s, m or l'),
  }),
  ...both<{ tiers: Array<(typeof ENVIRONMENT_TIERS)[number]> }>(
    ({ tier }, { tiers }) => tiers.includes(tier),
  ),
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
