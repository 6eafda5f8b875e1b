import {
  createConditionExports,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  ENVIRONMENT_KINDS,
  ENVIRONMENT_TIERS,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { z } from 'zod/v4';
import {
  environmentPermissionResourceRef,
  type EnvironmentResource,
} from './resource';

/** Both ways of a rule from one function, so that they cannot differ. */
function both<P>(apply: (resource: EnvironmentResource, params: P) => boolean) {
  return {
    apply,
    toQuery: (params: P) => ({
      matches: (resource: EnvironmentResource) => apply(resource, params),
    }),
  };
}

const isOwner = createPermissionRule({
  name: 'IS_ENVIRONMENT_OWNER',
  description: 'One of these owns the environment',
  resourceRef: environmentPermissionResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity references of users and groups'),
  }),
  ...both<{ claims: string[] }>(({ owner }, { claims }) =>
    claims.includes(owner),
  ),
});

const isKind = createPermissionRule({
  name: 'IS_ENVIRONMENT_KIND',
  description: 'The environment is of one of these kinds',
  resourceRef: environmentPermissionResourceRef,
  paramsSchema: z.object({
    kinds: z.array(z.enum(ENVIRONMENT_KINDS)).describe('Kinds of environment'),
  }),
  ...both<{ kinds: Array<(typeof ENVIRONMENT_KINDS)[number]> }>(
    ({ kind }, { kinds }) => kinds.includes(kind),
  ),
});

const isCluster = createPermissionRule({
  name: 'IS_CLUSTER',
  description: 'The environment is in one of these clusters',
  resourceRef: environmentPermissionResourceRef,
  paramsSchema: z.object({
    clusters: z.array(z.string()).describe('Names of clusters'),
  }),
  ...both<{ clusters: string[] }>(({ cluster }, { clusters }) =>
    clusters.includes(cluster),
  ),
});

const isTier = createPermissionRule({
  name: 'IS_TIER',
  description: 'The environment is of one of these tiers',
  resourceRef: environmentPermissionResourceRef,
  paramsSchema: z.object({
    tiers: z.array(z.enum(ENVIRONMENT_TIERS)).describe('s, m or l'),
  }),
  ...both<{ tiers: Array<(typeof ENVIRONMENT_TIERS)[number]> }>(
    ({ tier }, { tiers }) => tiers.includes(tier),
  ),
});

/** All rules about environments. */
export const environmentRules = { isOwner, isKind, isCluster, isTier };

const exported = createConditionExports({
  resourceRef: environmentPermissionResourceRef,
  rules: environmentRules,
});

/**
 * Conditions for permission policies, e.g.
 * `environmentConditions.isOwner({ claims: user.info.ownershipEntityRefs })`.
 *
 * @public
 */
export const environmentConditions = exported.conditions;

/**
 * The decision of a policy that depends on the environment.
 *
 * @public
 */
export const createEnvironmentConditionalDecision =
  exported.createConditionalDecision;
