import type {
  ClusterView,
  WorkloadsView,
  WorkloadRef,
  WorkloadView,
} from '@fairway-idp/backstage-plugin-fairway-common';

/** The workloads of one namespace of one cluster. */
export interface NamespaceGroup {
  cluster: string;
  namespace: string;
  stage?: string;
  workloads: WorkloadView[];
}

/** In the order in which a change travels; other names come after these. */
const STAGES = [
  /^(dev|development)$/i,
  /^(test|qa)/i,
  /^(stag|pre-?prod|uat)/i,
  /^prod/i,
];

function stageRank(stage: string | undefined): number {
  const rank = STAGES.findIndex(pattern => stage && pattern.test(stage));
  return rank < 0 ? STAGES.length : rank;
}

/**
 * The namespaces of a cluster, in the order of their stages, each with its
 * workloads in the order of their names. Nothing in it depends on health: a
 * row must not jump away from under somebody's pointer.
 */
export function groupByNamespace(cluster: ClusterView): NamespaceGroup[] {
  const groups = new Map<string, NamespaceGroup>();
  for (const workload of cluster.workloads) {
    const { namespace, stage } = workload;
    const group = groups.get(namespace) ?? {
      cluster: cluster.name,
      namespace,
      stage,
      workloads: [],
    };
    group.workloads.push(workload);
    groups.set(namespace, group);
  }
  return [...groups.values()]
    .map(group => ({ ...group, workloads: [...group.workloads].sort(byName) }))
    .sort(
      (a, b) =>
        stageRank(a.stage) - stageRank(b.stage) ||
        a.namespace.localeCompare(b.namespace),
    );
}

function byName(a: WorkloadView, b: WorkloadView): number {
  return a.name.localeCompare(b.name) || a.kind.localeCompare(b.kind);
}

/** Clusters that have something to show: workloads, or trouble. */
export function shownClusters(view: WorkloadsView): ClusterView[] {
  return view.clusters.filter(
    cluster => cluster.workloads.length > 0 || cluster.state !== 'live',
  );
}

/** No cluster has any, and all of them have said so. */
export function isCertainlyEmpty(view: WorkloadsView): boolean {
  return view.clusters.every(
    ({ state, workloads }) => state === 'live' && workloads.length === 0,
  );
}

/** Names a workload across updates of the view. */
export function workloadKey(
  workload: Pick<WorkloadView, 'cluster' | 'namespace' | 'kind' | 'name'>,
): string {
  const { cluster, namespace, kind, name } = workload;
  return [cluster, namespace, kind, name].join('|');
}

/** The workload of that key, as it is now. */
export function findWorkload(
  view: WorkloadsView | undefined,
  key: string,
): WorkloadView | undefined {
  return view?.clusters
    .flatMap(cluster => cluster.workloads)
    .find(workload => workloadKey(workload) === key);
}

/** What the backend needs to know to find a workload again. */
export function refOf(entityRef: string, workload: WorkloadView): WorkloadRef {
  const { cluster, namespace, kind, name } = workload;
  return { entityRef, cluster, namespace, kind, name };
}

/**
 * Changes whenever the revisions of a workload may have. Only Deployments tell
 * their revision; of the others any change may be a new one.
 */
export function revisionState(
  workload: Pick<WorkloadView, 'revision' | 'resourceVersion'>,
): number | string {
  return workload.revision ?? workload.resourceVersion;
}
