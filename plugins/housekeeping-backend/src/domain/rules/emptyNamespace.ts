import type {
  CachedKind,
  Projection,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { Source } from '../kinds';
import { cronJobKind, jobKind } from '../kinds/jobs';
import { claimKind } from '../kinds/others';
import { hasFinished, podKind } from '../kinds/pods';
import {
  daemonSetKind,
  deploymentKind,
  replicaSetKind,
  statefulSetKind,
} from '../kinds/workloads';
import type { Place } from './place';
import {
  fresh,
  type Against,
  type Deletion,
  type Staleness,
} from './staleness';

/** On workloads that sleep, see the environments plugin. */
const ASLEEP = 'fairway.dev/asleep';

const DELETION: Deletion = {
  how: 'delete',
  losesData: false,
  message:
    'All that is still in it goes with it: ConfigMaps, Secrets, Services, rights',
};

/** A sign of life: whether an item of a kind is one. */
interface Sign {
  kind: CachedKind<Projection>;
  of(item: Projection): boolean;
}

const sign = <P extends Projection>(
  kind: CachedKind<P>,
  of: (item: P) => boolean = () => true,
): Sign => ({ kind, of: item => of(item as P) });

const SIGNS: readonly Sign[] = [
  sign(podKind, pod => !hasFinished(pod)),
  sign(deploymentKind, ({ replicas }) => replicas > 0),
  sign(statefulSetKind, ({ replicas }) => replicas > 0),
  sign(replicaSetKind, ({ replicas }) => replicas > 0),
  sign(daemonSetKind),
  sign(cronJobKind),
  sign(jobKind, ({ outcome }) => outcome === undefined),
  // Data is life: a claim has rules of its own.
  sign(claimKind),
];

const SLEEPERS = [deploymentKind, statefulSetKind, cronJobKind] as const;

/**
 * A namespace without pods that run, workloads that want some, CronJobs, jobs
 * that go on, or volumes. What else is in it is looked at before it goes.
 *
 * @param contents - what a fresh look found beyond that, if there was one
 */
export function emptyNamespace(
  { name, place }: { name: string; place: Place },
  source: Source,
  contents?: Against,
): Staleness {
  if (place.is === 'environment' && place.environment.kind === 'preview') {
    return fresh('never', () => 'A preview goes with its pull request');
  }
  for (const { kind, of } of SIGNS) {
    for (const item of source.items(kind, name)) {
      if (of(item)) {
        return fresh(
          'in-use',
          () => `${kind.type.kind} ${item.name} is in it, and alive`,
        );
      }
    }
  }
  const sleeper = findSleeper(source, name);
  const against: Against | undefined = sleeper
    ? { state: 'asleep', reason: 'asleep', why: `${sleeper} in it sleeps` }
    : contents;
  return {
    stale: true,
    since: 'seen',
    ...(against && { against }),
    evidence: () => [
      'No pod runs in it, and no workload wants one',
      'It has no CronJob, no job that goes on, and no volume claim',
    ],
    deletion: () => DELETION,
  };
}

function findSleeper(source: Source, namespace: string): string | undefined {
  for (const kind of SLEEPERS) {
    for (const { name, annotations } of source.items<
      Projection & { annotations: Readonly<Record<string, string>> }
    >(kind, namespace)) {
      if (ASLEEP in annotations) {
        return `${kind.type.kind} ${name}`;
      }
    }
  }
  return undefined;
}
