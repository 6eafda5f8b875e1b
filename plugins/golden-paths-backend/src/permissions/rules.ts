import {
  createConditionExports,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { z } from 'zod/v4';
import {
  goldenPathComponentPermissionResourceRef,
  type GoldenPathComponentResource,
} from './resource';

/** Both ways of a rule from one function, so that they cannot differ. */
function both<P>(
  apply: (resource: GoldenPathComponentResource, params: P) => boolean,
) {
  return {
    apply,
    toQuery: (params: P) => ({
      matches: (resource: GoldenPathComponentResource) =>
        apply(resource, params),
    }),
  };
}

const isOwner = createPermissionRule({
  name: 'IS_COMPONENT_OWNER',
  description: 'One of these owns the component',
  resourceRef: goldenPathComponentPermissionResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity references of users and groups'),
  }),
  ...both<{ claims: string[] }>(({ owners }, { claims }) =>
    owners.some(owner => claims.includes(owner)),
  ),
});

const isTemplate = createPermissionRule({
  name: 'IS_TEMPLATE',
  description: 'The component was made by one of these templates',
  resourceRef: goldenPathComponentPermissionResourceRef,
  paramsSchema: z.object({
    templates: z.array(z.string()).describe('Entity references of templates'),
  }),
  ...both<{ templates: string[] }>(({ template }, { templates }) =>
    templates.includes(template),
  ),
});

/** All rules about such components. */
export const goldenPathComponentRules = { isOwner, isTemplate };

const exported = createConditionExports({
  resourceRef: goldenPathComponentPermissionResourceRef,
  rules: goldenPathComponentRules,
});

/**
 * Conditions for permission policies, e.g.
 * `goldenPathComponentConditions.isOwner({ claims: user.info.ownershipEntityRefs })`.
 *
 * @public
 */
export const goldenPathComponentConditions = exported.conditions;

/**
 * The decision of a policy that depends on the component.
 *
 * @public
 */
export const createGoldenPathComponentConditionalDecision =
  exported.createConditionalDecision;
