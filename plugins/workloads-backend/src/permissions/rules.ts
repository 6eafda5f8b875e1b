import {
  createConditionExports,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { WORKLOAD_KINDS } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  among,
  amongClusters,
  amongNamespaces,
  amongOwners,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { z } from 'zod/v4';
import {
  workloadPermissionResourceRef,
  type WorkloadResource,
} from './resource';

const isEntityOwner = createPermissionRule({
  resourceRef: workloadPermissionResourceRef,
  ...amongOwners<WorkloadResource>({
    name: 'IS_ENTITY_OWNER',
    description: 'The workload is of a catalog entity that one of these owns',
    of: ({ owners }) => owners,
  }),
});

const isCluster = createPermissionRule({
  resourceRef: workloadPermissionResourceRef,
  ...amongClusters<WorkloadResource>(
    'The workload runs in one of these clusters',
  ),
});

const isNamespace = createPermissionRule({
  resourceRef: workloadPermissionResourceRef,
  ...amongNamespaces<WorkloadResource>(
    'The workload runs in one of these namespaces',
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
  apply: hasLabel,
  toQuery: (params: LabelParams) => ({
    matches: (resource: WorkloadResource) => hasLabel(resource, params),
  }),
});

interface LabelParams {
  key: string;
  values: string[];
}

function hasLabel(
  { namespaceLabels }: WorkloadResource,
  { key, values }: LabelParams,
): boolean {
  return (
    Object.hasOwn(namespaceLabels, key) && values.includes(namespaceLabels[key])
  );
}

const isResourceType = createPermissionRule({
  resourceRef: workloadPermissionResourceRef,
  ...among<WorkloadResource, 'kinds', (typeof WORKLOAD_KINDS)[number]>({
    name: 'IS_RESOURCE_TYPE',
    description: 'The workload is of one of these kinds',
    param: 'kinds',
    holds: 'Kinds of workload',
    value: z.enum(WORKLOAD_KINDS),
    of: ({ kind }) => kind,
  }),
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
