import {
  createConditionExports,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  CLEANABLE_KINDS,
  MENDABLE_KINDS,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { z } from 'zod/v4';
import {
  housekeepingPermissionResourceRef,
  type HousekeepingResource,
} from './resource';

/** Both ways of a rule from one function, so that they cannot differ. */
function both<P>(
  apply: (resource: HousekeepingResource, params: P) => boolean,
) {
  return {
    apply,
    toQuery: (params: P) => ({
      matches: (resource: HousekeepingResource) => apply(resource, params),
    }),
  };
}

const KINDS = [...CLEANABLE_KINDS, ...MENDABLE_KINDS] as const;

const isOwner = createPermissionRule({
  name: 'IS_OBJECT_OWNER',
  description: 'One of these owns the object',
  resourceRef: housekeepingPermissionResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity references of users and groups'),
  }),
  ...both<{ claims: string[] }>(({ owner }, { claims }) =>
    claims.includes(owner),
  ),
});

const isCluster = createPermissionRule({
  name: 'IS_CLUSTER',
  description: 'The object is in one of these clusters',
  resourceRef: housekeepingPermissionResourceRef,
  paramsSchema: z.object({
    clusters: z.array(z.string()).describe('Names of clusters'),
  }),
  ...both<{ clusters: string[] }>(({ cluster }, { clusters }) =>
    clusters.includes(cluster),
  ),
});

const isNamespace = createPermissionRule({
  name: 'IS_NAMESPACE',
  description: 'The object is in one of these namespaces',
  resourceRef: housekeepingPermissionResourceRef,
  paramsSchema: z.object({
    namespaces: z.array(z.string()).describe('Names of namespaces'),
  }),
  ...both<{ namespaces: string[] }>(({ namespace }, { namespaces }) =>
    namespaces.includes(namespace),
  ),
});

const isKind = createPermissionRule({
  name: 'IS_KIND',
  description: 'The object is of one of these kinds',
  resourceRef: housekeepingPermissionResourceRef,
  paramsSchema: z.object({
    kinds: z.array(z.enum(KINDS)).describe('Kinds of object'),
  }),
  ...both<{ kinds: Array<(typeof KINDS)[number]> }>(({ kind }, { kinds }) =>
    kinds.includes(kind),
  ),
});

/** All rules about such objects. */
export const housekeepingRules = { isOwner, isCluster, isNamespace, isKind };

const exported = createConditionExports({
  resourceRef: housekeepingPermissionResourceRef,
  rules: housekeepingRules,
});

/**
 * Conditions for permission policies, e.g.
 * `housekeepingConditions.isOwner({ claims: user.info.ownershipEntityRefs })`.
 *
 * @public
 */
export const housekeepingConditions = exported.conditions;

/**
 * The decision of a policy that depends on the object.
 *
 * @public
 */
export const createHousekeepingConditionalDecision =
  exported.createConditionalDecision;
