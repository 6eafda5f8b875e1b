import {
  createConditionExports,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  ENVIRONMENT_KINDS,
  ENVIRONMENT_TIERS,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  among,
  amongClusters,
  amongOwners,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { z } from 'zod/v4';
import {
  environmentPermissionResourceRef,
  type EnvironmentResource,
} from './resource';

const isOwner = createPermissionRule({
  resourceRef: environmentPermissionResourceRef,
  ...amongOwners<EnvironmentResource>({
    name: 'IS_ENVIRONMENT_OWNER',
    description: 'One of these owns the environment',
    of: ({ owner }) => owner,
  }),
});

const isKind = createPermissionRule({
  resourceRef: environmentPermissionResourceRef,
  ...among<EnvironmentResource, 'kinds', (typeof ENVIRONMENT_KINDS)[number]>({
    name: 'IS_ENVIRONMENT_KIND',
    description: 'The environment is of one of these kinds',
    param: 'kinds',
    holds: 'Kinds of environment',
    value: z.enum(ENVIRONMENT_KINDS),
    of: ({ kind }) => kind,
  }),
});

const isCluster = createPermissionRule({
  resourceRef: environmentPermissionResourceRef,
  ...amongClusters<EnvironmentResource>(
    'The environment is in one of these clusters',
  ),
});

const isTier = createPermissionRule({
  resourceRef: environmentPermissionResourceRef,
  ...among<EnvironmentResource, 'tiers', (typeof ENVIRONMENT_TIERS)[number]>({
    name: 'IS_TIER',
    description: 'The environment is of one of these tiers',
    param: 'tiers',
    holds: 's, m or l',
    value: z.enum(ENVIRONMENT_TIERS),
    of: ({ tier }) => tier,
  }),
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
