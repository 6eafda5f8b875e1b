import type { DaemonSetFacts } from '../kinds/daemonSet';
import type { DeploymentFacts } from '../kinds/deployment';
import type { CronJobFacts, JobFacts } from '../kinds/jobs';
import type {
  AutoscalerFacts,
  EventFacts,
  NamespaceFacts,
  ReplicaSetFacts,
} from '../kinds/others';
import type { PodFacts } from '../kinds/pod';
import type { StatefulSetFacts } from '../kinds/statefulSet';

/** All of a kind in a namespace, or in the cluster. */
export type Lister<F> = (namespace?: string) => Iterable<F>;

/** One cluster at one moment. */
export interface Snapshot {
  cluster: string;
  deployments: Lister<DeploymentFacts>;
  statefulSets: Lister<StatefulSetFacts>;
  daemonSets: Lister<DaemonSetFacts>;
  cronJobs: Lister<CronJobFacts>;
  jobs: Lister<JobFacts>;
  replicaSets: Lister<ReplicaSetFacts>;
  pods: Lister<PodFacts>;
  autoscalers: Lister<AutoscalerFacts>;
  namespaces: Lister<NamespaceFacts>;
}

/** A snapshot with events, for one workload's detail. */
export interface DetailSnapshot extends Snapshot {
  events: Lister<EventFacts>;
}
