import type {
  CachedKind,
  Projection,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { cronJobKind, jobKind } from './jobs';
import { budgetKind, claimKind, namespaceKind, nodeKind } from './others';
import { podKind } from './pods';
import {
  daemonSetKind,
  deploymentKind,
  replicaSetKind,
  statefulSetKind,
} from './workloads';

/** What rules look at inside a namespace. */
export const INSIDE = [
  podKind,
  jobKind,
  cronJobKind,
  claimKind,
  deploymentKind,
  statefulSetKind,
  daemonSetKind,
  replicaSetKind,
] as const;

/** Every kind that a look at a cluster holds. */
export const ALL_KINDS: CachedKind<Projection>[] = [
  namespaceKind,
  nodeKind,
  budgetKind,
  ...INSIDE,
];

/** Where items come from: the watch cache, a fresh read, or a test. */
export interface Source {
  items<P extends Projection>(
    kind: CachedKind<P>,
    namespace?: string,
  ): Iterable<P>;
  get<P extends Projection>(
    kind: CachedKind<P>,
    namespace: string,
    name: string,
  ): P | undefined;
}
