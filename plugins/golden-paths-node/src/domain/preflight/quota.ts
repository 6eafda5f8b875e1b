import {
  formatQuantity,
  parseQuantity,
  type GoldenPathFinding,
  type Nano,
  type QuotaRoom,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { placeOf } from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import { selectsPods } from '@fairway-idp/backstage-plugin-fairway-node/workloads';
import type { V1ResourceQuota } from '@kubernetes/client-node';
import {
  demandAt,
  demandsOf,
  objectDemand,
  type Moment,
  type WorkloadDemand,
} from './demand';
import type { Candidate, Surroundings } from './facts';
import { finding } from './finding';

const ALIASES: Record<string, string> = {
  cpu: 'requests.cpu',
  memory: 'requests.memory',
  'ephemeral-storage': 'requests.ephemeral-storage',
  'count/pods': 'pods',
};

/** Whether all fits, and what is left. */
export interface QuotaAnswer {
  findings: GoldenPathFinding[];
  room: QuotaRoom[];
}

/**
 * Requests × replicas, + `maxSurge`, up to the autoscaler's maximum, against what
 * every ResourceQuota of the namespace has left. What cannot even start blocks;
 * what is too much for a rollout or for the autoscaler needs a thought.
 */
export function quotaAnswer(
  candidates: readonly Candidate[],
  { quotas, limitRanges }: Pick<Surroundings, 'quotas' | 'limitRanges'>,
): QuotaAnswer {
  const workloads = demandsOf(candidates, limitRanges);
  const objects = objectDemand(candidates);
  const lines = quotas.flatMap(quota =>
    linesOf(quota).map(line => weigh(line, { workloads, objects })),
  );
  return {
    findings: lines.flatMap(({ findings }) => findings),
    room: lines.map(({ room }) => room),
  };
}

interface Line {
  quota: V1ResourceQuota;
  resource: string;
  hard: Nano;
  used: Nano;
}

/** From the status; before the first one is there, from the spec. */
function linesOf(quota: V1ResourceQuota): Line[] {
  const hard = quota.status?.hard ?? quota.spec?.hard ?? {};
  const used = quota.status?.used ?? {};
  return Object.keys(hard).map(resource => ({
    quota,
    resource,
    hard: parseQuantity(hard[resource]) ?? 0n,
    used: parseQuantity(used[resource] ?? '0') ?? 0n,
  }));
}

function weigh(
  line: Line,
  demand: {
    workloads: readonly WorkloadDemand[];
    objects: ReadonlyMap<string, Nano>;
  },
): { findings: GoldenPathFinding[]; room: QuotaRoom } {
  const resource = ALIASES[line.resource] ?? line.resource;
  const counted = demand.workloads.filter(({ spec }) =>
    selectsPods(line.quota, spec),
  );
  const ofObjects =
    line.resource === 'count/pods'
      ? 0n
      : demand.objects.get(line.resource) ?? 0n;
  const at = (moment: Moment) =>
    counted.reduce(
      (sum, workload) => sum + demandAt(workload, resource, moment),
      ofObjects,
    );
  const asked = {
    start: at('start'),
    rollout: at('rollout'),
    most: at('most'),
  };
  const silent = counted.filter(
    ({ each, counts }) =>
      counts.start > 0 && mustBeStated(resource) && !each.stated(resource),
  );
  return {
    room: roomOf(line, asked),
    findings: [
      ...silent.map(({ object }) => unstated(line, placeOf(object))),
      ...(silent.length > 0 ? [] : shortage(line, asked)),
    ],
  };
}

type Asked = Record<Moment, Nano>;

/** What is left of a quota when nothing is asked of it. */
export function roomLeft(quotas: readonly V1ResourceQuota[]): QuotaRoom[] {
  return quotas.flatMap(linesOf).map(line => roomOf(line));
}

function roomOf(line: Line, asked?: Asked): QuotaRoom {
  return {
    quota: line.quota.metadata?.name ?? '',
    resource: line.resource,
    hard: formatQuantity(line.hard),
    used: formatQuantity(line.used),
    left: formatQuantity(leftOf(line)),
    ...(asked &&
      asked.rollout > 0n && { asked: formatQuantity(asked.rollout) }),
    ...(asked &&
      asked.most > asked.rollout && { atMost: formatQuantity(asked.most) }),
  };
}

function leftOf({ hard, used }: Line): Nano {
  return hard > used ? hard - used : 0n;
}

/** Admission refuses a pod if a quota counts what the pod does not state. */
function mustBeStated(resource: string): boolean {
  return /^(requests|limits)\.(cpu|memory)$/.test(resource);
}

function unstated(
  { quota, resource }: Line,
  object: string,
): GoldenPathFinding {
  const name = quota.metadata?.name ?? '';
  return finding('quota', 'block', {
    message: `${object}: quota '${name}' asks every container to state ${resource}, and one does not: its pods would be refused`,
    object,
    field: 'resources',
    evidence: { quota: name, resource },
  });
}

const MOMENTS: ReadonlyArray<{
  moment: Moment;
  id: string;
  severity: 'block' | 'confirm';
  when: string;
}> = [
  { moment: 'start', id: 'quota', severity: 'block', when: 'To start' },
  {
    moment: 'rollout',
    id: 'quota-rollout',
    severity: 'confirm',
    when: 'While a new version is rolled out',
  },
  {
    moment: 'most',
    id: 'quota-autoscaler',
    severity: 'confirm',
    when: "At the autoscaler's maximum",
  },
];

/** The first moment at which it is too much; the later ones follow from it. */
function shortage(line: Line, asked: Asked): GoldenPathFinding[] {
  const left = leftOf(line);
  const found = MOMENTS.find(({ moment }) => asked[moment] > left);
  if (!found) {
    return [];
  }
  const { id, severity, when, moment } = found;
  const [needed, free, hard] = [asked[moment], left, line.hard].map(
    formatQuantity,
  );
  const name = line.quota.metadata?.name ?? '';
  return [
    finding(id, severity, {
      message: `${when} it needs ${needed} of ${line.resource}, but ${free} of ${hard} are left in quota '${name}'`,
      field: moment === 'most' ? 'replicas' : fieldOfResource(line.resource),
      evidence: {
        quota: name,
        resource: line.resource,
        hard,
        used: formatQuantity(line.used),
        left: free,
        asked: needed,
      },
    }),
  ];
}

function fieldOfResource(
  resource: string,
): 'resources' | 'replicas' | 'target' {
  if (/(cpu|memory|ephemeral-storage)$/.test(resource)) {
    return 'resources';
  }
  return /pods$/.test(resource) ? 'replicas' : 'target';
}
