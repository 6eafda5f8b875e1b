import type { CachedKind } from '../../cache/types';
import type { V1Deployment } from '@kubernetes/client-node';
import {
  conditionFacts,
  INDEXED_LABELS,
  workloadFacts,
  type ConditionFacts,
  type WorkloadFacts,
} from './facts';
import { WORKLOAD_TYPES } from './resourceTypes';

/**
 * Numbers of pods, as the status says; `desired` is `spec.replicas`.
 *
 * @public
 */
export interface ReplicaFacts {
  desired: number;
  /** All pods, of the old template too. */
  current: number;
  updated: number;
  ready: number;
  available: number;
}

/** @see WorkloadFacts @public */
export interface DeploymentFacts extends WorkloadFacts {
  kind: 'Deployment';
  paused: boolean;
  replicas: ReplicaFacts;
  /** Annotation `deployment.kubernetes.io/revision`; undefined if not a number. */
  revision?: number;
  conditions: ConditionFacts[];
}

/**
 * The annotation in which the Deployment controller keeps the revision.
 *
 * @public
 */
export const REVISION_ANNOTATION = 'deployment.kubernetes.io/revision';

/**
 * Reads a revision annotation as kubectl does: a whole number of 64 bits.
 *
 * @public
 */
export function parseRevision(text: string | undefined): number | undefined {
  return text !== undefined && /^[+-]?\d+$/.test(text)
    ? Number(text)
    : undefined;
}

function replicaFacts(
  spec: V1Deployment['spec'],
  status: V1Deployment['status'],
): ReplicaFacts {
  return {
    desired: spec?.replicas ?? 1,
    current: status?.replicas ?? 0,
    updated: status?.updatedReplicas ?? 0,
    ready: status?.readyReplicas ?? 0,
    available: status?.availableReplicas ?? 0,
  };
}

/** @see DeploymentFacts @public */
export const deploymentKind: CachedKind<DeploymentFacts> = {
  type: WORKLOAD_TYPES.Deployment,
  indexedLabels: INDEXED_LABELS,
  project(object) {
    const deployment = object as V1Deployment;
    const { spec, status, metadata } = deployment;
    return {
      ...workloadFacts({
        kind: 'Deployment',
        group: 'apps',
        object: deployment,
        template: spec?.template,
      }),
      kind: 'Deployment',
      paused: spec?.paused ?? false,
      replicas: replicaFacts(spec, status),
      revision: parseRevision(metadata?.annotations?.[REVISION_ANNOTATION]),
      conditions: conditionFacts(status?.conditions),
    };
  },
};
