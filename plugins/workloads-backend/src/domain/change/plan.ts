/**
 * The vocabulary of a change: a *situation* is what is, read afresh; a planner
 * is a pure function from situation and wish to a *plan*; *guards* look at both
 * and yield *findings*; a *write* is one request that the plan consists of.
 */
import type { Finding } from '@fairway-idp/backstage-plugin-fairway-common';
import type { PatchType } from '@fairway-idp/backstage-plugin-fairway-node';
import type {
  V1DaemonSet,
  V1Deployment,
  V1LimitRange,
  V1ResourceQuota,
  V1StatefulSet,
} from '@kubernetes/client-node';
import type { JsonObject } from '@backstage/types';
import { stringify } from 'yaml';
import type {
  AutoscalerFacts,
  PodFacts,
} from '@fairway-idp/backstage-plugin-fairway-node/workloads';

/** A workload whose pods can be replaced. */
export type RollingWorkload = V1Deployment | V1StatefulSet | V1DaemonSet;

/** What stands around a workload and matters to a change of it. */
export interface Surroundings {
  namespaceTerminating: boolean;
  autoscalers: readonly AutoscalerFacts[];
  quotas: readonly V1ResourceQuota[];
  limitRanges: readonly V1LimitRange[];
  /** Pods that the workload controls itself (StatefulSet, DaemonSet). */
  pods: readonly PodFacts[];
  /** What could not be read, in words: guards that need it do not know. */
  unchecked: readonly string[];
}

/** The workload and what stands around it. */
export interface Situation<W extends object = RollingWorkload> {
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  name: string;
  workload: W;
  surroundings: Surroundings;
}

/** One request to the API server; all with a precondition. */
export type Write =
  | {
      verb: 'patch';
      subresource?: 'scale';
      type: PatchType;
      body: unknown;
    }
  /** A pod that a StatefulSet would wait for without end. */
  | { verb: 'deletePod'; name: string; uid: string };

/** What a planner answers. */
export interface Plan {
  action: 'scale' | 'restart' | 'rollback';
  summary: string;
  /** How the plan came about, in order. */
  reasons: string[];
  findings: Finding[];
  /** In the order in which they are sent; empty if `noop`. */
  writes: Write[];
  noop: boolean;
  /** Of the workload that was looked at; every write carries it. */
  resourceVersion: string;
  /** YAML of what changes. */
  before: string;
  after: string;
  /** What kubectl prints afterwards. */
  outcome: string;
  /** For the audit log: no environment values. */
  audit: { before: JsonObject; after: JsonObject };
}

/** YAML with keys in a stable order, so that a diff shows changes only. */
export function toYaml(value: unknown): string {
  return stringify(value, { sortMapEntries: true, lineWidth: 0 });
}

const GROUP_SUFFIX = {
  Deployment: 'deployment.apps',
  StatefulSet: 'statefulset.apps',
  DaemonSet: 'daemonset.apps',
} as const;

/** `deployment.apps/web scaled`, as kubectl prints it. */
export function kubectlOutcome(
  { kind, name }: Pick<Situation, 'kind' | 'name'>,
  outcome: string,
): string {
  return `${GROUP_SUFFIX[kind]}/${name} ${outcome}`;
}
