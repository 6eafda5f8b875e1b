import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  FINDING_STATES,
  housekeepingRunPermission,
  type CleanupFinding,
  type FindingsCluster,
  type FindingsFilter,
  type FindingState,
  type FindingsView,
  type RulesView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { Viewers } from '@fairway-idp/backstage-plugin-fairway-node';
import type { PassStore } from '../database/PassStore';
import type { Verdict } from '../domain/evaluate/evaluate';
import { TARGETS } from '../domain/rules/rule';
import type { Settings } from '../domain/settings/settings';
import { findingView, refOf, type Ownership } from '../domain/view/findingView';
import type { Evaluation, Evaluations } from './Evaluations';
import type { Decide, Gate } from './Gate';
import type { Looks } from './Looks';
import type { Owners, Possession } from './Owners';
import type { PassProgress } from './PassProgress';
import { watchLooks, withLooks, type Look, type Sink } from './watchLooks';

/** Milliseconds after which permissions, warnings and the clock are looked at again. */
const TTL = 10_000;
/** Milliseconds between two messages, at least. */
const REST = 2_000;

interface ViewsOptions {
  evaluations: Evaluations;
  everySeconds: number;
  gate: Gate;
  looks: Looks;
  owners: Owners;
  passes: PassStore;
  progress: PassProgress;
  settings: Settings;
  viewers: Viewers;
}

/** What one viewer asks for, and who that is. */
interface Session {
  filter: FindingsFilter;
  refs: { user: string; ownership: string[] };
  decide: Decide;
  ownershipOf: (what: Possession) => Ownership;
  passes: Awaited<ReturnType<PassStore['all']>>;
  running: Awaited<ReturnType<PassProgress['all']>>;
}

/** What is about to go comes first. */
const URGENCY = Object.fromEntries(
  (
    [
      'due',
      'warned',
      'candidate',
      'deleting',
      'unknown',
      'renewed',
      'kept',
      'asleep',
    ] satisfies FindingState[]
  ).map((state, i) => [state, i]),
) as Record<FindingState, number>;

/** Composes what people see of findings. */
export class Views {
  private constructor(private readonly options: ViewsOptions) {}

  static create(options: ViewsOptions): Views {
    return new Views(options);
  }

  /** What the rules find, as it is now. */
  async list(
    filter: FindingsFilter,
    credentials: BackstageCredentials,
  ): Promise<FindingsView> {
    return withLooks(this.options.looks, filter, open =>
      this.compose(filter, credentials, open),
    );
  }

  /** The same, again whenever something changes. */
  async watch(
    filter: FindingsFilter,
    credentials: BackstageCredentials,
    sink: Sink<FindingsView>,
  ): Promise<void> {
    const { looks, progress } = this.options;
    await watchLooks(looks, {
      cluster: filter.cluster,
      sink,
      compose: open => this.compose(filter, credentials, open),
      ttl: TTL,
      rest: REST,
      onChange: listener => progress.onChange(listener),
    });
  }

  /** The rules, for everybody who may see anything they find. */
  async rules(credentials: BackstageCredentials): Promise<RulesView> {
    const { gate, settings, viewers, everySeconds } = this.options;
    await gate.decider(viewers.requireUser(credentials));
    const { rules, cap, renewDays, maxRenewDays } = settings;
    return {
      rules: rules.map(rule => ({
        ...rule,
        namespaces: [...rule.namespaces],
        since: TARGETS[rule.target].since,
      })),
      cap,
      renewDays,
      maxRenewDays,
      everySeconds,
    };
  }

  private async compose(
    filter: FindingsFilter,
    credentials: BackstageCredentials,
    looks: readonly Look[],
  ): Promise<FindingsView> {
    const { gate, owners, passes, progress, viewers } = this.options;
    const user = viewers.requireUser(credentials);
    const session: Session = {
      filter,
      refs: await viewers.refsOf(user),
      decide: await gate.decider(user),
      ownershipOf: await owners.open(),
      passes: await passes.all(),
      running: await progress.all(),
    };
    return {
      run: await gate.available(
        housekeepingRunPermission,
        'have housekeeping run',
        user,
      ),
      clusters: await Promise.all(
        looks.map(look => this.composeCluster(session, look)),
      ),
    };
  }

  private async composeCluster(
    session: Session,
    { cluster, lease }: Look,
  ): Promise<FindingsCluster> {
    const { name, title } = cluster;
    const { state, message } = lease;
    const evaluation = await this.options.evaluations.shared(name, lease);
    const found = this.findings(session, name, evaluation);
    const { filter } = session;
    const wanted = found.filter(
      one => !filter.state || one.state === filter.state,
    );
    const lastPass = session.passes.get(name);
    const running = session.running.get(name);
    const { blocked } = evaluation.plan;
    return {
      name,
      title,
      state,
      ...(message && { message }),
      ...(blocked && { blocked }),
      ...(lastPass && { lastPass }),
      ...(running && { running }),
      totals: countStates(found),
      more: Math.max(0, wanted.length - filter.limit),
      findings: wanted.slice(0, filter.limit).map(one => ({
        ...findingView(one.verdict, one.ownership, {
          cluster: name,
          prices: this.options.settings.prices,
        }),
        actions: one.actions(),
      })),
    };
  }

  /** Those that fit the filter but for its state, the most urgent first. */
  private findings(
    session: Session,
    cluster: string,
    { verdicts }: Evaluation,
  ) {
    const { filter, decide, ownershipOf, refs } = session;
    return verdicts
      .filter(verdict => fits(verdict, filter))
      .flatMap(verdict => {
        const { namespace, place, object, rule, state } = verdict;
        const { labels } = object;
        const ownership = ownershipOf({ cluster, namespace, place, labels });
        const { owner } = ownership;
        const resource = { cluster, namespace, kind: rule.kind, owner };
        return state &&
          isWanted(ownership, filter, refs) &&
          decide('read', resource)
          ? [
              {
                state,
                verdict,
                ownership,
                actions: () =>
                  actionsOf(verdict, verb => decide(verb, resource)),
              },
            ]
          : [];
      })
      .sort(
        (a, b) =>
          URGENCY[a.state] - URGENCY[b.state] ||
          keyOf(cluster, a.verdict).localeCompare(keyOf(cluster, b.verdict)),
      );
  }
}

function keyOf(cluster: string, verdict: Verdict): string {
  const { namespace, kind, name } = refOf(cluster, verdict);
  return `${namespace}/${kind}/${name}`;
}

function countStates(
  found: ReadonlyArray<{ state: FindingState }>,
): FindingsCluster['totals'] {
  const totals: FindingsCluster['totals'] = {};
  for (const state of FINDING_STATES) {
    const count = found.filter(one => one.state === state).length;
    if (count > 0) {
      totals[state] = count;
    }
  }
  return totals;
}

function fits(
  { rule, namespace }: Verdict,
  filter: Pick<FindingsFilter, 'rule' | 'kind' | 'namespace'>,
): boolean {
  return (
    (filter.rule ?? rule.id) === rule.id &&
    (filter.kind ?? rule.kind) === rule.kind &&
    (filter.namespace ?? namespace) === namespace
  );
}

/** Whether it is the viewer's, their groups', or they ask for all. */
export function isWanted(
  { owner, entity }: Ownership,
  { scope, entityRef }: { scope: 'mine' | 'team' | 'all'; entityRef?: string },
  refs: { user: string; ownership: string[] },
): boolean {
  if (entityRef !== undefined && entity !== entityRef) {
    return false;
  }
  switch (scope) {
    case 'all':
      return true;
    case 'team':
      return owner === refs.user || refs.ownership.includes(owner);
    default:
      return owner === refs.user;
  }
}

function actionsOf(
  { state, protection, why }: Verdict,
  may: (verb: 'renew' | 'protect' | 'delete') => boolean,
): CleanupFinding['actions'] {
  const allow = (verb: 'renew' | 'protect' | 'delete', obstacle?: string) => {
    const reason = may(verb)
      ? obstacle
      : `The portal's policy does not give you the permission housekeeping.${verb}`;
    return reason ? { enabled: false, why: reason } : { enabled: true };
  };
  const going = state === 'deleting' ? why() : undefined;
  const unsafe = state === 'asleep' || state === 'unknown' ? why() : undefined;
  return {
    renew: allow('renew', going),
    protect: allow('protect', going),
    delete: allow(
      'delete',
      going ?? unsafe ?? (protection && 'It is protected: end that first'),
    ),
  };
}
