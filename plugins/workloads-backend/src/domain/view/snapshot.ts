import type {
  Projection,
  Reflector,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type {
  DaemonSetFacts,
  DeploymentFacts,
  CronJobFacts,
  JobFacts,
  AutoscalerFacts,
  NamespaceFacts,
  ReplicaSetFacts,
  PodFacts,
  StatefulSetFacts,
} from '@fairway-idp/backstage-plugin-fairway-node/workloads';

/** All that is known of a kind in one cluster. */
export type Source<F extends Projection> = Pick<
  Reflector<F>,
  'items' | 'get' | 'withLabel'
>;

/** One cluster at one moment. */
export interface Snapshot {
  cluster: string;
  deployments: Source<DeploymentFacts>;
  statefulSets: Source<StatefulSetFacts>;
  daemonSets: Source<DaemonSetFacts>;
  cronJobs: Source<CronJobFacts>;
  jobs: Source<JobFacts>;
  replicaSets: Source<ReplicaSetFacts>;
  pods: Source<PodFacts>;
  autoscalers: Source<AutoscalerFacts>;
  namespaces: Source<NamespaceFacts>;
}
