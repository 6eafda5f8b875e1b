import type { ClusterView } from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  CachedKind,
  CacheLease,
  Cluster,
  Membership,
  Projection,
} from '@fairway-idp/backstage-plugin-fairway-node';
import {
  daemonSetKind,
  deploymentKind,
  cronJobKind,
  jobKind,
  autoscalerKind,
  eventKind,
  namespaceKind,
  replicaSetKind,
  type EventFacts,
  podKind,
  statefulSetKind,
} from '@fairway-idp/backstage-plugin-fairway-node/workloads';
import { findWorkloads } from '../domain/view/findWorkloads';
import type { FoundWorkload } from '../domain/view/NamespaceIndex';
import type { Snapshot } from '../domain/view/snapshot';

const VIEW_KINDS: CachedKind<Projection>[] = [
  deploymentKind,
  statefulSetKind,
  daemonSetKind,
  cronJobKind,
  jobKind,
  replicaSetKind,
  podKind,
  autoscalerKind,
  namespaceKind,
];

/** One viewer's look at one cluster; holds its caches until it is closed. */
export class ClusterLook {
  private inhabited = new Set<string>();

  private constructor(
    private readonly cluster: Cluster,
    private readonly lease: CacheLease,
  ) {}

  /** Waits for the first lists, at most `timeout` milliseconds. */
  static async open(
    cluster: Cluster,
    options: { timeout: number; signal?: AbortSignal; events?: boolean },
  ): Promise<ClusterLook> {
    const { events, ...rest } = options;
    const kinds = events ? [...VIEW_KINDS, eventKind] : VIEW_KINDS;
    return new ClusterLook(cluster, await cluster.cache.open(kinds, rest));
  }

  /** Name and state, as they are shown beside the workloads. */
  get head(): Omit<ClusterView, 'workloads'> {
    const { name, title } = this.cluster;
    const { state, message } = this.lease;
    return { name, title, state, ...(message && { message }) };
  }

  /** Namespaces in which {@link find} found something the last time. */
  get namespaces(): ReadonlySet<string> {
    return this.inhabited;
  }

  /** The entity's workloads, as they are now. */
  find(membership: Membership): FoundWorkload[] {
    const found = findWorkloads(membership, this.snapshot);
    this.inhabited = new Set(found.map(({ workload }) => workload.namespace));
    return found;
  }

  private get snapshot(): Snapshot {
    const { lease } = this;
    return {
      cluster: this.cluster.name,
      deployments: lease.reflector(deploymentKind),
      statefulSets: lease.reflector(statefulSetKind),
      daemonSets: lease.reflector(daemonSetKind),
      cronJobs: lease.reflector(cronJobKind),
      jobs: lease.reflector(jobKind),
      replicaSets: lease.reflector(replicaSetKind),
      pods: lease.reflector(podKind),
      autoscalers: lease.reflector(autoscalerKind),
      namespaces: lease.reflector(namespaceKind),
    };
  }

  /** Only if it was opened with `events`. */
  events(namespace: string): Iterable<EventFacts> {
    return this.lease.reflector(eventKind).items(namespace);
  }

  /** Calls back after changes of items that matter, and of the cluster's state. */
  onChange(
    listener: () => void,
    concerns: (item: Projection) => boolean,
  ): () => void {
    return this.lease.onChange(listener, { concerns });
  }

  close(): void {
    this.lease.release();
  }
}
