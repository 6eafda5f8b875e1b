import {
  formatSchedule,
  nextChange,
  quantityToNumber,
  shouldBeAwake,
  type EnvironmentView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { estimateCost } from '@fairway-idp/backstage-plugin-fairway-node';
import type { ClaimFacts, QuotaFacts } from '../kinds/guards';
import type { NamespaceFacts } from '../kinds/namespace';
import type { ScalableFacts } from '../kinds/workloads';
import type { Desired, EnvironmentState, Observed, Plan } from '../plan/types';
import type { Settings } from '../settings/settings';
import { readMark } from '../sleep/mark';

/** A view without what depends on who looks. */
export type SharedView = Omit<EnvironmentView, 'actions'>;

/** Everything that is known of one environment. */
export interface Known {
  cluster: string;
  desired: Desired;
  observed: Observed;
  quotas: readonly QuotaFacts[];
  claims: readonly ClaimFacts[];
}

const MESSAGES: Record<EnvironmentState, string> = {
  creating: 'Its guard rails are being set up',
  awake: 'Awake',
  'falling-asleep': 'Falls asleep',
  asleep: 'Asleep',
  waking: 'Wakes up',
  deleting: 'Is being deleted',
  stuck: 'Its deletion does not come to an end',
  unknown: 'Not everything about it is known',
};

/** One environment, as it is shown, with what a pass would do with it. */
export function environmentView(
  known: Known,
  { state, findings }: Plan,
  { settings, now }: { settings: Settings; now: Date },
): SharedView {
  const { observed, cluster } = known;
  const { environment, namespace } = observed;
  const { schedule, override, kind, tier, owner, createdBy } = environment;
  return {
    ...identity(cluster, namespace),
    state,
    message: MESSAGES[state],
    problems: findings.map(({ message }) => message),
    kind,
    tier,
    title:
      environment.kind === 'preview'
        ? `#${environment.source.number}`
        : environment.title,
    owner,
    createdBy,
    entity: environment.entity,
    expiresAt: environment.expiresAt,
    ...warningOf(known),
    protection: environment.protection,
    schedule: schedule && formatSchedule(schedule),
    override,
    nextChange: changeOf(observed, now),
    workloads: countWorkloads(observed.scalables),
    quota: known.quotas.flatMap(quotaUse),
    blocked: observed.scalables.flatMap(({ kind: type, name, refusedPods }) =>
      refusedPods ? [{ workload: `${type} ${name}`, why: refusedPods }] : [],
    ),
    cost: estimateCost(
      {
        loads: observed.scalables.map(scalable => ({
          replicas: replicasAwake(scalable),
          requests: scalable.requests,
        })),
        storage: known.claims.map(({ storage }) => storage),
      },
      schedule,
      settings.prices,
    ),
  };
}

/** One that is marked as ours but cannot be understood. */
export function garbledView(
  cluster: string,
  namespace: NamespaceFacts,
  options: { problems: string[]; settings: Settings },
): SharedView {
  return {
    ...identity(cluster, namespace),
    state: 'garbled',
    message:
      'Its labels and annotations cannot be understood; it is left alone',
    problems: options.problems,
    title: namespace.name,
    workloads: { ready: 0, all: 0, asleep: 0 },
    quota: [],
    blocked: [],
    cost: {
      currency: options.settings.prices.currency,
      unknown: ['what it holds'],
      parts: {},
    },
  };
}

function identity(cluster: string, namespace: NamespaceFacts) {
  const { name, uid, resourceVersion, createdAt } = namespace;
  return { cluster, namespace: name, uid, resourceVersion, createdAt };
}

function warningOf({ desired, observed }: Known) {
  const { warning, environment } = observed;
  const { expiresAt, protection } = environment;
  if (!warning || !expiresAt || protection || warning.expiresAt !== expiresAt) {
    return {};
  }
  const deadline = Math.max(
    Date.parse(expiresAt),
    Date.parse(warning.deliveredAt) + desired.lifetime.minimumNotice,
  );
  return {
    warnedAt: warning.deliveredAt,
    deletedNotBefore: new Date(deadline).toISOString(),
  };
}

function changeOf({ environment }: Observed, now: Date) {
  const at = nextChange(environment, now);
  return (
    at && {
      at: at.toISOString(),
      to: shouldBeAwake(environment, at)
        ? ('awake' as const)
        : ('asleep' as const),
    }
  );
}

function countWorkloads(scalables: readonly ScalableFacts[]) {
  return {
    all: scalables.length,
    ready: scalables.filter(
      ({ replicas, readyReplicas }) =>
        replicas > 0 && readyReplicas >= replicas,
    ).length,
    asleep: scalables.filter(one => one.replicas === 0 && readMark(one)).length,
  };
}

/** Also while it sleeps. */
function replicasAwake(scalable: ScalableFacts): number {
  const mark = readMark(scalable);
  return scalable.replicas === 0 && mark && mark !== 'broken'
    ? mark.replicas ?? 0
    : scalable.replicas;
}

function quotaUse({ hard, used }: QuotaFacts) {
  return Object.entries(hard).map(([resource, limit]) => {
    const most = quantityToNumber(limit);
    const now = quantityToNumber(used[resource] ?? '0');
    return {
      resource,
      hard: limit,
      used: used[resource] ?? '0',
      ...(most && now !== undefined && { share: now / most }),
    };
  });
}
