import type { CachedKind } from '../../cache/types';
import type { V1DaemonSet } from '@kubernetes/client-node';
import type { ReplicaFacts } from './deployment';
import { INDEXED_LABELS, workloadFacts, type WorkloadFacts } from './facts';
import { WORKLOAD_TYPES } from './resourceTypes';

/** @see WorkloadFacts @public */
export interface DaemonSetFacts extends WorkloadFacts {
  kind: 'DaemonSet';
  /** `desired` is the number of nodes that should run it. */
  replicas: ReplicaFacts;
  strategy: 'RollingUpdate' | 'OnDelete';
}

function replicaFacts(status: V1DaemonSet['status']): ReplicaFacts {
  return {
    desired: status?.desiredNumberScheduled ?? 0,
    current: status?.currentNumberScheduled ?? 0,
    updated: status?.updatedNumberScheduled ?? 0,
    ready: status?.numberReady ?? 0,
    available: status?.numberAvailable ?? 0,
  };
}

/** @see DaemonSetFacts @public */
export const daemonSetKind: CachedKind<DaemonSetFacts> = {
  type: WORKLOAD_TYPES.DaemonSet,
  indexedLabels: INDEXED_LABELS,
  project(object) {
    const set = object as V1DaemonSet;
    return {
      ...workloadFacts({
        kind: 'DaemonSet',
        group: 'apps',
        object: set,
        template: set.spec?.template,
      }),
      kind: 'DaemonSet',
      replicas: replicaFacts(set.status),
      strategy:
        set.spec?.updateStrategy?.type === 'OnDelete'
          ? 'OnDelete'
          : 'RollingUpdate',
    };
  },
};
