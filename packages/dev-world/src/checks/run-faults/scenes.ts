import {
  clusterHangs,
  clusterKilled,
  forgeHangs,
  forgeKilled,
  rightLost,
  type Fault,
} from './faults.ts';

/** What stands when a run has failed. */
export type Standing = 'nothing' | 'repository' | 'location' | 'objects';

/** Something that happens to a run, and what must come of it. */
export interface Scene {
  /** Of the run; as long as each other. */
  name: string;
  title: string;
  /** Step before which it happens. */
  before: string;
  fault: Fault;
  /** Milliseconds after which it is mended by itself; never, by default, before the run has ended. */
  mendedAfter?: number;
  /** Step that fails; none where the run goes on. */
  fails?: string;
  /** What the run says: what happened, where, and what to do. */
  says: RegExp[];
  /** What the report says. */
  reports: RegExp[];
  /** Each holds what those before it hold. */
  stands: Standing;
  /** Seconds from the fault to the run's end, at most. */
  within: number;
  /** What whoever started it does then. */
  then: 'retry' | 'undo' | 'nothing';
}

const RETRY = /retry this run when that is over; it goes on with this step/;
const NOTHING = /This run has made nothing/;
const NOT_KNOWN_CLUSTER =
  /Not known is what may be in payments-dev of cluster dev: Cluster 'dev'/;
const MADE_REPOSITORY =
  /This run has made, and left: .*location .* of the catalog.*repository payments\/fault-/;
const GO_ON =
  /Retry it here, and it goes on where it was[^]*Take it all away again: http/;

export const SCENES: Scene[] = [
  {
    name: 'fault-b',
    title: 'the API server is killed before preflight',
    before: 'preflight',
    fault: clusterKilled,
    fails: 'preflight',
    says: [/Cluster 'dev' cannot be reached/, RETRY],
    reports: [NOT_KNOWN_CLUSTER, GO_ON],
    stands: 'nothing',
    within: 30,
    then: 'retry',
  },
  {
    name: 'fault-c',
    title: 'the API server hangs before apply',
    before: 'apply',
    fault: clusterHangs,
    fails: 'apply',
    says: [
      /Cluster 'dev' (did not answer within 10000 ms|cannot be reached: no connection within)/,
      RETRY,
    ],
    reports: [MADE_REPOSITORY, NOT_KNOWN_CLUSTER, GO_ON],
    stands: 'location',
    within: 45,
    then: 'retry',
  },
  {
    name: 'fault-d',
    title: 'the API server is killed while the run waits, and is back',
    before: 'wait',
    fault: clusterKilled,
    mendedAfter: 6_000,
    says: [
      /Cluster 'dev' cannot be reached: .*; waiting for it/,
      /Ready after/,
    ],
    reports: [],
    stands: 'objects',
    within: 60,
    then: 'nothing',
  },
  {
    name: 'fault-e',
    title: 'the API server is killed while the run waits, for longer',
    before: 'wait',
    fault: clusterKilled,
    fails: 'wait',
    says: [
      /Whether the workloads are ready is not known: for \d+ s there was no answer. Cluster 'dev'/,
      RETRY,
    ],
    reports: [MADE_REPOSITORY, NOT_KNOWN_CLUSTER, GO_ON],
    stands: 'objects',
    within: 60,
    then: 'retry',
  },
  {
    name: 'fault-f',
    title: 'the forge is killed before publish',
    before: 'gitea',
    fault: forgeKilled,
    fails: 'gitea',
    says: [
      /repoUrl: localhost:\d+ cannot be asked to read payments\/fault-f/,
      RETRY,
    ],
    reports: [
      /Not known is what may be at localhost:\d+\?owner=payments&repo=fault-f: /,
      GO_ON,
    ],
    stands: 'nothing',
    within: 30,
    then: 'retry',
  },
  {
    name: 'fault-g',
    title: 'the forge hangs between publish and register',
    before: 'register',
    fault: forgeHangs,
    fails: 'register',
    says: [
      /catalogInfoUrl: the catalog cannot read http:\/\/localhost:\d+\/payments\/fault-g/,
      RETRY,
    ],
    reports: [
      /Not known is what may be at localhost:\d+\?owner=payments&repo=fault-g: /,
      GO_ON,
    ],
    stands: 'repository',
    within: 60,
    then: 'retry',
  },
  {
    name: 'fault-h',
    title: 'the right is taken before preflight',
    before: 'preflight',
    fault: rightLost,
    fails: 'preflight',
    says: [
      /target: You may not create workloads in namespace 'payments-dev' of cluster 'dev'; choose another namespace, or ask/,
    ],
    reports: [NOTHING],
    stands: 'nothing',
    within: 30,
    then: 'retry',
  },
  {
    name: 'fault-i',
    title: 'the right is taken before apply',
    before: 'apply',
    fault: rightLost,
    fails: 'apply',
    says: [/Nothing was applied, as cluster 'dev' refuses \d+ of \d+ objects/],
    reports: [MADE_REPOSITORY, GO_ON],
    stands: 'location',
    within: 30,
    then: 'undo',
  },
];
