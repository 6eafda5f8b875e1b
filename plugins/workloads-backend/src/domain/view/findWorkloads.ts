import {
  isMember,
  type Membership,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { AnyWorkloadFacts } from '@fairway-idp/backstage-plugin-fairway-node/workloads';
import { compareText } from './compareText';
import { NamespaceIndex, type FoundWorkload } from './NamespaceIndex';
import type { Snapshot, Source } from './snapshot';

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
