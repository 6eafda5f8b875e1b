import type { CachedKind } from '../../cache/types';
import type { V1StatefulSet } from '@kubernetes/client-node';
import type { ReplicaFacts } from './deployment';
import { INDEXED_LABELS, workloadFacts, type WorkloadFacts } from './facts';
import { WORKLOAD_TYPES } from './resourceTypes';

/** @see WorkloadFacts @public */
export interface StatefulSetFacts extends WorkloadFacts {
  kind: 'StatefulSet';
  replicas: ReplicaFacts;
  strategy: 'RollingUpdate' | 'OnDelete';
  /** Only pods with this ordinal and above are updated; undefined without `rollingUpdate`. */
  partition?: number;
  currentRevision: string;
  updateRevision: string;
}

function replicaFacts(
  spec: V1StatefulSet['spec'],
  status: V1StatefulSet['status'],
): ReplicaFacts {
  return {
    desired: spec?.replicas ?? 1,
    current: status?.replicas ?? 0,
    updated: status?.updatedReplicas ?? 0,
    ready: status?.readyReplicas ?? 0,
    available: status?.availableReplicas ?? 0,
  };
}

/** @see StatefulSetFacts @public */
export const statefulSetKind: CachedKind<StatefulSetFacts> = {
  type: WORKLOAD_TYPES.StatefulSet,
  indexedLabels: INDEXED_LABELS,
  project(object) {
    const set = object as V1StatefulSet;
    const { spec, status } = set;
    const { type, rollingUpdate } = spec?.updateStrategy ?? {};
    return {
      ...workloadFacts({
        kind: 'StatefulSet',
        group: 'apps',
        object: set,
        template: spec?.template,
      }),
      kind: 'StatefulSet',
      replicas: replicaFacts(spec, status),
      strategy: type === 'OnDelete' ? 'OnDelete' : 'RollingUpdate',
      partition: rollingUpdate && (rollingUpdate.partition ?? 0),
      currentRevision: status?.currentRevision ?? '',
      updateRevision: status?.updateRevision ?? '',
    };
  },
};
