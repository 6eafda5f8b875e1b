import type { AnyWorkloadFacts, Belongings } from '../health/workloadHealth';
import type { ObjectFacts } from '../kinds/facts';
import type { JobFacts } from '../kinds/jobs';
import type { AutoscalerFacts } from '../kinds/others';
import { isMember, type Membership } from '../membership/membership';
import type { Snapshot, Source } from './snapshot';

/** A workload with all that belongs to it. */
export interface FoundWorkload extends Belongings {
  workload: AnyWorkloadFacts;
  /** Label `fairway.dev/stage` of its namespace. */
  stage?: string;
  autoscaler?: AutoscalerFacts;
}

const STAGE_LABEL = 'fairway.dev/stage';

/**
 * The workloads of an entity in one cluster, by namespace, kind and name: rows
 * must not jump while somebody looks at them.
 */
export function findWorkloads(
  membership: Membership,
  snapshot: Snapshot,
): FoundWorkload[] {
  const members = membersOf(membership, snapshot);
  const uids = new Set(members.map(({ uid }) => uid));
  const indexes = new Map<string, NamespaceIndex>();
  return members
    .filter(workload => !isRunOf(workload, uids))
    .sort(compareWorkloads)
    .map(workload => {
      const { namespace } = workload;
      const index =
        indexes.get(namespace) ?? new NamespaceIndex(snapshot, namespace);
      indexes.set(namespace, index);
      return index.complete(workload);
    });
}

function membersOf(
  membership: Membership,
  snapshot: Snapshot,
): AnyWorkloadFacts[] {
  const { cluster } = snapshot;
  if ((membership.cluster ?? cluster) !== cluster) {
    return [];
  }
  const sources: Array<Source<AnyWorkloadFacts>> = [
    snapshot.deployments,
    snapshot.statefulSets,
    snapshot.daemonSets,
    snapshot.cronJobs,
    snapshot.jobs,
  ];
  return sources.flatMap(source =>
    [...candidates(membership, source)].filter(({ namespace, labels }) =>
      isMember(membership, { cluster, namespace, labels }),
    ),
  );
}

/** By the index of labels where the selector allows it. */
function candidates(
  { requirements, namespace }: Membership,
  source: Source<AnyWorkloadFacts>,
): Iterable<AnyWorkloadFacts> {
  const exact = requirements.find(
    ({ operator, values }) => operator === 'in' && values.length === 1,
  );
  return exact
    ? source.withLabel(exact.key, exact.values[0])
    : source.items(namespace);
}

/** A run of a CronJob that is shown itself needs no row of its own. */
function isRunOf(workload: AnyWorkloadFacts, uids: Set<string>): boolean {
  const { kind, controller } = workload;
  return kind === 'Job' && controller !== undefined && uids.has(controller.uid);
}

function compareWorkloads(a: AnyWorkloadFacts, b: AnyWorkloadFacts): number {
  return (
    compareText(a.namespace, b.namespace) ||
    compareText(a.kind, b.kind) ||
    compareText(a.name, b.name)
  );
}

/** By code unit, the same on every machine. */
export function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/** Who controls what in one namespace, read once however many workloads it has. */
class NamespaceIndex {
  private readonly pods;
  private readonly replicaSets;
  private readonly jobs;
  private readonly autoscalers;
  private readonly stage;

  constructor(snapshot: Snapshot, namespace: string) {
    this.pods = byController(snapshot.pods.items(namespace));
    this.replicaSets = byController(snapshot.replicaSets.items(namespace));
    this.jobs = byController(snapshot.jobs.items(namespace));
    this.autoscalers = [...snapshot.autoscalers.items(namespace)];
    this.stage = snapshot.namespaces.get('', namespace)?.labels[STAGE_LABEL];
  }

  complete(workload: AnyWorkloadFacts): FoundWorkload {
    const replicaSets = this.replicaSets.get(workload.uid) ?? [];
    const jobs = (this.jobs.get(workload.uid) ?? []).sort(oldestFirst);
    const owners = [workload, ...replicaSets, ...jobs];
    return {
      workload,
      replicaSets,
      jobs,
      pods: owners
        .flatMap(({ uid }) => this.pods.get(uid) ?? [])
        .sort((a, b) => compareText(a.name, b.name)),
      stage: this.stage,
      autoscaler: findAutoscaler(this.autoscalers, workload),
    };
  }
}

function oldestFirst(a: JobFacts, b: JobFacts): number {
  return compareText(a.createdAt, b.createdAt) || compareText(a.name, b.name);
}

function byController<F extends ObjectFacts>(
  facts: Iterable<F>,
): Map<string, F[]> {
  const index = new Map<string, F[]>();
  for (const fact of facts) {
    const owner = fact.controller?.uid;
    if (owner) {
      const owned = index.get(owner) ?? [];
      owned.push(fact);
      index.set(owner, owned);
    }
  }
  return index;
}

/** The autoscaler whose `scaleTargetRef` (group, kind, name) is this workload. */
export function findAutoscaler(
  autoscalers: readonly AutoscalerFacts[],
  workload: { kind: string; name: string },
): AutoscalerFacts | undefined {
  return autoscalers.find(
    ({ target }) =>
      target.group === 'apps' &&
      target.kind === workload.kind &&
      target.name === workload.name,
  );
}
