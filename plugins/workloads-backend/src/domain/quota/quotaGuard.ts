import type {
  V1LimitRange,
  V1PodSpec,
  V1ResourceQuota,
} from '@kubernetes/client-node';
import {
  type Finding,
  divideUp,
  formatQuantity,
  parseQuantity,
  type Nano,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { finding } from '../guards/finding';
import {
  podDemand,
  type PodDemand,
  selectsPods,
} from '@fairway-idp/backstage-plugin-fairway-node/workloads';

/** How many pods of which template are wanted in addition to those that run. */
export interface Wanted {
  /** Pods beyond today's number, for a time or for good. */
  extraPods: number;
  spec: V1PodSpec | undefined;
  /** Pods of another template that are replaced; their share becomes free. */
  replaced?: { pods: number; spec: V1PodSpec | undefined };
  quotas: readonly V1ResourceQuota[];
  limitRanges: readonly V1LimitRange[];
}

const ALIASES: Record<string, string> = {
  cpu: 'requests.cpu',
  memory: 'requests.memory',
  'ephemeral-storage': 'requests.ephemeral-storage',
  'count/pods': 'pods',
};

/** What does not fit into the quotas of the namespace, one finding at most. */
export function quotaGuard(wanted: Wanted): Finding | undefined {
  const demand = podDemand(wanted.spec, wanted.limitRanges);
  const shortages = wanted.quotas
    .filter(quota => selectsPods(quota, wanted.spec))
    .flatMap(quota => shortagesOf(quota, demand, wanted));
  const worst = shortages.sort((a, b) => b.pods - a.pods)[0];
  return (
    worst &&
    finding('quota', 'confirm', {
      message: worst.message,
      evidence: worst.evidence,
    })
  );
}

interface Shortage {
  /** Pods that would not start. */
  pods: number;
  message: string;
  evidence: Record<string, string | number>;
}

function shortagesOf(
  quota: V1ResourceQuota,
  demand: PodDemand,
  wanted: Wanted,
): Shortage[] {
  const { hard = {}, used = {} } = quota.status ?? {};
  return Object.keys(hard).flatMap(resource => {
    const limit = {
      quota,
      resource,
      hard: hard[resource],
      used: used[resource] ?? '0',
    };
    return shortage(limit, demand, wanted) ?? [];
  });
}

interface Limit {
  quota: V1ResourceQuota;
  resource: string;
  hard: string;
  used: string;
}

function shortage(
  limit: Limit,
  demand: PodDemand,
  wanted: Wanted,
): Shortage | undefined {
  const { resource, hard, used } = limit;
  const name = ALIASES[resource] ?? resource;
  const each = demand.amounts.get(name);
  if (mustBeStated(name) && !demand.stated(name)) {
    return wanted.extraPods > 0 ? unstated(limit, wanted.extraPods) : undefined;
  }
  const more = additional(name, each ?? 0n, wanted);
  const free = amountOf(hard) - amountOf(used);
  if (!each || more <= free) {
    return undefined;
  }
  const pods = Number(divideUp(more - (free > 0n ? free : 0n), each));
  return {
    pods,
    message: `Needs ${formatQuantity(
      more,
    )} of ${resource}; ${used} of ${hard} are used: ${pods} pods would not start.`,
    evidence: {
      ...evidenceOf(limit),
      asked: formatQuantity(more),
    },
  };
}

function amountOf(text: string): Nano {
  return parseQuantity(text) ?? 0n;
}

function evidenceOf({ quota, resource, used, hard }: Limit) {
  return { quota: quota.metadata?.name ?? '', resource, used, hard };
}

/** Admission refuses a pod if a quota counts what the pod does not state. */
function mustBeStated(name: string): boolean {
  return /^(requests|limits)\.(cpu|memory)$/.test(name);
}

function unstated(limit: Limit, pods: number): Shortage {
  return {
    pods,
    message: `The quota asks every container to state ${limit.resource}, and one does not: ${pods} pods would not start.`,
    evidence: evidenceOf(limit),
  };
}

/** The peak: the extra pods, or the growth of those that are replaced. */
function additional(name: string, each: Nano, wanted: Wanted): Nano {
  const extra = each * BigInt(wanted.extraPods);
  const { replaced } = wanted;
  if (!replaced) {
    return extra;
  }
  const before =
    podDemand(replaced.spec, wanted.limitRanges).amounts.get(name) ?? 0n;
  const growth = (each - before) * BigInt(replaced.pods);
  return growth > extra ? growth : extra;
}
