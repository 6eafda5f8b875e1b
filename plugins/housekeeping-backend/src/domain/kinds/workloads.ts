import type { CachedKind } from '@fairway-idp/backstage-plugin-fairway-node';
import type {
  V1DaemonSet,
  V1Deployment,
  V1ReplicaSet,
  V1StatefulSet,
} from '@kubernetes/client-node';
import { containersOf, type ContainerFacts } from './containers';
import {
  controllerOf,
  objectFacts,
  type Controller,
  type ObjectFacts,
} from './facts';
import { internLabels } from './intern';
import { TYPES } from './resourceTypes';
import { claimsOf } from './volumes';

/** @see ObjectFacts */
export interface WorkloadFacts extends ObjectFacts {
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  /** Wanted; of a DaemonSet the nodes that it wants. */
  replicas: number;
  claims: readonly string[];
  /** Of a StatefulSet: its claims are `<template>-<set>-<ordinal>`. */
  claimTemplates: readonly string[];
  /** Of the pods. */
  podLabels: Readonly<Record<string, string>>;
  containers: readonly ContainerFacts[];
}

/** @see ObjectFacts */
export interface ReplicaSetFacts extends ObjectFacts {
  controller: Controller | undefined;
  replicas: number;
  claims: readonly string[];
}

const NONE: readonly string[] = [];

/** @see WorkloadFacts */
export const deploymentKind: CachedKind<WorkloadFacts> = {
  type: TYPES.Deployment,
  project(object) {
    const deployment = object as V1Deployment;
    return {
      ...template(deployment),
      kind: 'Deployment',
      replicas: deployment.spec?.replicas ?? 1,
      claimTemplates: NONE,
    };
  },
};

/** @see WorkloadFacts */
export const statefulSetKind: CachedKind<WorkloadFacts> = {
  type: TYPES.StatefulSet,
  project(object) {
    const set = object as V1StatefulSet;
    const templates = set.spec?.volumeClaimTemplates ?? [];
    return {
      ...template(set),
      kind: 'StatefulSet',
      replicas: set.spec?.replicas ?? 1,
      claimTemplates: templates.map(({ metadata }) => metadata?.name ?? ''),
    };
  },
};

/** @see WorkloadFacts */
export const daemonSetKind: CachedKind<WorkloadFacts> = {
  type: TYPES.DaemonSet,
  project(object) {
    const set = object as V1DaemonSet;
    return {
      ...template(set),
      kind: 'DaemonSet',
      replicas: set.status?.desiredNumberScheduled ?? 0,
      claimTemplates: NONE,
    };
  },
};

/** @see ReplicaSetFacts */
export const replicaSetKind: CachedKind<ReplicaSetFacts> = {
  type: TYPES.ReplicaSet,
  project(object) {
    const set = object as V1ReplicaSet;
    return {
      ...objectFacts(set),
      controller: controllerOf(set),
      replicas: set.spec?.replicas ?? 1,
      claims: claimsOf(set.spec?.template?.spec),
    };
  },
};

function template(workload: V1Deployment | V1StatefulSet | V1DaemonSet) {
  const pod = workload.spec?.template;
  return {
    ...objectFacts(workload),
    claims: claimsOf(pod?.spec),
    podLabels: internLabels(pod?.metadata?.labels),
    containers: containersOf(pod?.spec),
  };
}
