import {
  createConditionExports,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { WORKLOAD_KINDS } from '@fairway-idp/backstage-plugin-fairway-common';
import { z } from 'zod/v4';
import {
  workloadPermissionResourceRef,
  type WorkloadResource,
} from './resource';

/** Both ways of a rule from one function, so that they cannot differ. */
function both<P>(apply: (resource: WorkloadResource, params: P) => boolean) {
  return {
    apply,
    toQuery: (params: P) => ({
      matches: (resource: WorkloadResource) => apply(resource, params),
    }),
  };
}

const isEntityOwner = createPermissionRule({
  name: 'IS_ENTITY_OWNER',
  description: 'The workload is of a catalog entity that one of these owns',
  resourceRef: workloadPermissionResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity references of users and groups'),
  }),
  ...both<{ claims: string[] }>(({ owners }, { claims }) =>
    claims.some(claim => owners.includes(claim)),
  ),
});

const isCluster = createPermissionRule({
  name: 'IS_CLUSTER',
  description: 'The workload runs in one of these clusters',
  resourceRef: workloadPermissionResourceRef,
  paramsSchema: z.object({
    clusters: z.array(z.string()).describe('Names of clusters'),
  }),
  ...both<{ clusters: string[] }>(({ cluster }, { clusters }) =>
    clusters.includes(cluster),
  ),
});

const isNamespace = createPermissionRule({
  name: 'IS_NAMESPACE',
  description: 'The workload runs in one of these namespaces',
  resourceRef: workloadPermissionResourceRef,
  paramsSchema: z.object({
    namespaces: z.array(z.string()).describe('Names of namespaces'),
  }),
  ...both<{ namespaces: string[] }>(({ namespace }, { namespaces }) =>
    namespaces.includes(namespace),
  ),
});

const hasNamespaceLabel = createPermissionRule({
  name: 'HAS_NAMESPACE_LABEL',
  description:
    "The workload's namespace carries a label with one of these values",
  resourceRef: workloadPermissionResourceRef,
  paramsSchema: z.object({
    key: z.string().describe('Key of the label, e.g. fairway.dev/stage'),
    values: z.array(z.string()).describe('Its values'),
  }),
  ...both<{ key: string; values: string[] }>(
    ({ namespaceLabels }, { key, values }) =>
      Object.hasOwn(namespaceLabels, key) &&
      values.includes(namespaceLabels[key]),
  ),
});

const isResourceType = createPermissionRule({
  name: 'IS_RESOURCE_TYPE',
  description: 'The workload is of one of these kinds',
  resourceRef: workloadPermissionResourceRef,
  paramsSchema: z.object({
    kinds: z.array(z.enum(WORKLOAD_KINDS)).describe('Kinds of workload'),
  }),
  ...both<{ kinds: Array<(typeof WORKLOAD_KINDS)[number]> }>(
    ({ kind }, { kinds }) => kinds.includes(kind),
  ),
});

/** All rules about workloads. */
export const workloadRules = {
  isEntityOwner,
  isCluster,
  isNamespace,
  hasNamespaceLabel,
  isResourceType,
};

const exported = createConditionExports({
  resourceRef: workloadPermissionResourceRef,
  rules: workloadRules,
});

/**
 * Conditions for permission policies, e.g.
 * `workloadConditions.isEntityOwner({ claims: user.info.ownershipEntityRefs })`.
 *
 * @public
 */
export const workloadConditions = exported.conditions;

/**
 * The decision of a policy that depends on the workload.
 *
 * @public
 */
export const createWorkloadConditionalDecision =
  exported.createConditionalDecision;
