import {
  parseQuantity,
  type Nano,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  entriesOf,
  fieldsOf,
  podTemplateOf,
  textOf,
  type Manifest,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import {
  podDemand,
  surgeOf,
  type PodDemand,
} from '@fairway-idp/backstage-plugin-fairway-node/workloads';
import type {
  V1Deployment,
  V1LimitRange,
  V1PodSpec,
} from '@kubernetes/client-node';
import type { Candidate } from './facts';

/** How many pods a workload has at three moments. */
export interface PodCounts {
  /** When it starts. */
  start: number;
  /** When it is rolled out anew: with `maxSurge`. */
  rollout: number;
  /** When its autoscaler has gone to the maximum, and it is rolled out. */
  most: number;
}

/** A moment of {@link PodCounts}. */
export type Moment = keyof PodCounts;

/** A workload, and what it takes of quotas beyond what runs. */
export interface WorkloadDemand {
  object: Manifest;
  spec: V1PodSpec | undefined;
  counts: PodCounts;
  each: PodDemand;
  /** Of what runs by this name: it is counted as used, and is replaced. */
  running?: { pods: number; each: PodDemand };
}

/** Everything that starts pods. */
export function demandsOf(
  candidates: readonly Candidate[],
  limitRanges: readonly V1LimitRange[],
): WorkloadDemand[] {
  const objects = candidates.map(({ object }) => object);
  return candidates.flatMap(({ object, existing }) => {
    const pods = podTemplateOf(object);
    if (!pods) {
      return [];
    }
    const spec = pods.spec as unknown as V1PodSpec;
    return {
      object,
      spec,
      counts: podCounts(object, autoscalerOf(object, objects)),
      each: podDemand(spec, limitRanges),
      ...(existing && {
        running: runningDemand(existing as Manifest, limitRanges),
      }),
    };
  });
}

function runningDemand(
  existing: Manifest,
  limitRanges: readonly V1LimitRange[],
): WorkloadDemand['running'] {
  const spec = podTemplateOf(existing)?.spec as unknown as V1PodSpec;
  const { replicas } = fieldsOf(existing.status);
  return {
    pods: numberOf(replicas) ?? 0,
    each: podDemand(spec, limitRanges),
  };
}

/** The HorizontalPodAutoscaler among the objects that scales this one. */
export function autoscalerOf(
  { kind, metadata }: Manifest,
  objects: readonly Manifest[],
): { min: number; max: number } | undefined {
  const found = objects.find(object => {
    const target = fieldsOf(fieldsOf(object.spec).scaleTargetRef);
    return (
      object.kind === 'HorizontalPodAutoscaler' &&
      target.kind === kind &&
      target.name === metadata?.name
    );
  });
  if (!found) {
    return undefined;
  }
  const { minReplicas, maxReplicas } = fieldsOf(found.spec);
  const min = numberOf(minReplicas) ?? 1;
  return { min, max: Math.max(min, numberOf(maxReplicas) ?? min) };
}

/** How many pods there will be; a DaemonSet's are for its nodes to say. */
export function podCounts(
  object: Manifest,
  autoscaler?: { min: number; max: number },
): PodCounts {
  const spec = fieldsOf(object.spec);
  switch (object.kind) {
    case 'Deployment':
      return deploymentCounts(object, autoscaler);
    case 'StatefulSet': {
      const start = Math.max(
        numberOf(spec.replicas) ?? 1,
        autoscaler?.min ?? 0,
      );
      return { start, rollout: start, most: autoscaler?.max ?? start };
    }
    case 'Job':
      return always(numberOf(spec.parallelism) ?? 1);
    case 'CronJob': {
      const job = fieldsOf(fieldsOf(spec.jobTemplate).spec);
      return always(numberOf(job.parallelism) ?? 1);
    }
    default:
      return always(0);
  }
}

function deploymentCounts(
  object: Manifest,
  autoscaler?: { min: number; max: number },
): PodCounts {
  const stated = numberOf(fieldsOf(object.spec).replicas) ?? 1;
  const start = autoscaler ? Math.max(stated, autoscaler.min) : stated;
  const highest = autoscaler?.max ?? start;
  return {
    start,
    rollout: start + surgeAt(object, start),
    most: highest + surgeAt(object, highest),
  };
}

function surgeAt(object: Manifest, replicas: number): number {
  const deployment = object as unknown as V1Deployment;
  const surge = surgeOf({
    ...deployment,
    spec: { ...deployment.spec!, replicas },
  });
  return Number.isFinite(surge) ? surge : 0;
}

function always(pods: number): PodCounts {
  return { start: pods, rollout: pods, most: pods };
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : undefined;
}

/** What a workload takes of one resource at a moment, beyond what runs of it. */
export function demandAt(
  { counts, each, running }: WorkloadDemand,
  resource: string,
  moment: Moment,
): Nano {
  const now = BigInt(running?.pods ?? 0) * amountOf(running?.each, resource);
  const then = BigInt(counts[moment]) * amountOf(each, resource);
  return then > now ? then - now : 0n;
}

function amountOf(demand: PodDemand | undefined, resource: string): Nano {
  return demand?.amounts.get(resource) ?? 0n;
}

const ONE = 1_000_000_000n;

/** What new objects take of quotas that count objects, and of storage. */
export function objectDemand(
  candidates: readonly Candidate[],
): Map<string, Nano> {
  const demand = new Map<string, Nano>();
  const add = (resource: string, amount: Nano) =>
    demand.set(resource, (demand.get(resource) ?? 0n) + amount);
  for (const { object, type, existing } of candidates) {
    if (type?.namespaced && !existing) {
      const { group, plural } = type;
      add(`count/${group ? `${plural}.${group}` : plural}`, ONE);
      if (!group) {
        add(plural, ONE);
      }
      claimsOf(object).forEach(amount => add('requests.storage', amount));
    }
  }
  return demand;
}

function claimsOf(object: Manifest): Nano[] {
  const claims =
    object.kind === 'PersistentVolumeClaim'
      ? [fieldsOf(object.spec)]
      : entriesOf(fieldsOf(object.spec).volumeClaimTemplates).map(({ spec }) =>
          fieldsOf(spec),
        );
  return claims.map(spec => {
    const { storage } = fieldsOf(fieldsOf(spec.resources).requests);
    return parseQuantity(textOf(storage) ?? '0') ?? 0n;
  });
}
