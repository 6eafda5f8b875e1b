import {
  createConditionExports,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  CLEANABLE_KINDS,
  MENDABLE_KINDS,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  among,
  amongClusters,
  amongNamespaces,
  amongOwners,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { z } from 'zod/v4';
import {
  housekeepingPermissionResourceRef,
  type HousekeepingResource,
} from './resource';

const KINDS = [...CLEANABLE_KINDS, ...MENDABLE_KINDS] as const;

const isOwner = createPermissionRule({
  resourceRef: housekeepingPermissionResourceRef,
  ...amongOwners<HousekeepingResource>({
    name: 'IS_OBJECT_OWNER',
    description: 'One of these owns the object',
    of: ({ owner }) => owner,
  }),
});

const isCluster = createPermissionRule({
  resourceRef: housekeepingPermissionResourceRef,
  ...amongClusters<HousekeepingResource>(
    'The object is in one of these clusters',
  ),
});

const isNamespace = createPermissionRule({
  resourceRef: housekeepingPermissionResourceRef,
  ...amongNamespaces<HousekeepingResource>(
    'The object is in one of these namespaces',
  ),
});

const isKind = createPermissionRule({
  resourceRef: housekeepingPermissionResourceRef,
  ...among<HousekeepingResource, 'kinds', (typeof KINDS)[number]>({
    name: 'IS_KIND',
    description: 'The object is of one of these kinds',
    param: 'kinds',
    holds: 'Kinds of object',
    value: z.enum(KINDS),
    of: ({ kind }) => kind,
  }),
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
