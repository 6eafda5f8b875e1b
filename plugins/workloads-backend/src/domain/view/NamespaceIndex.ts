import type {
  AnyWorkloadFacts,
  Belongings,
  ObjectFacts,
  JobFacts,
  AutoscalerFacts,
} from '@fairway-idp/backstage-plugin-fairway-node/workloads';
import { compareText } from './compareText';
import { findAutoscaler } from './findAutoscaler';
import type { Snapshot } from './snapshot';

/** A workload with all that belongs to it. */
export interface FoundWorkload extends Belongings {
  workload: AnyWorkloadFacts;
  /** Label `fairway.dev/stage` of its namespace. */
  stage?: string;
  autoscaler?: AutoscalerFacts;
}

const STAGE_LABEL = 'fairway.dev/stage';

/** Who controls what in one namespace, read once however many workloads it has. */
export class NamespaceIndex {
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
