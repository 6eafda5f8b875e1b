import {
  DecisionCache,
  Wake,
  type BlastCap,
  type Viewers,
  type WarningStore,
} from '@fairway-idp/backstage-plugin-fairway-node';
import {
  ENVIRONMENT_LABELS,
  shouldBeAwake,
  stringifyEnvironmentRef,
  type EnvironmentsFilter,
  type EnvironmentsView,
  type EnvironmentView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  CacheLease,
  Cluster,
  FairwayClusters,
  Projection,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { namespaceKind } from '../domain/kinds/namespace';
import { planPass } from '../domain/plan/planPass';
import type { Settings } from '../domain/settings/settings';
import {
  environmentView,
  garbledView,
  type SharedView,
} from '../domain/view/environmentView';
import type { Decisions, Gate } from './Gate';
import { ALL_KINDS, type Found, type Observer } from './Observer';

/** Milliseconds for which permissions are good. */
const TTL = 10_000;
const OPEN_TIMEOUT = 3_000;
/** Milliseconds. */
const KEEP_WARNINGS = 2_000;
const NO_CAP: BlastCap = { maxCount: Infinity, maxPercent: 100 };

interface ViewsOptions {
  clusters: FairwayClusters;
  gate: Gate;
  observer: Observer;
  settings: Settings;
  viewers: Viewers;
  warnings: WarningStore;
  now: () => Date;
}

/** Where messages go, and how to know that nobody listens any more. */
export interface Sink<T> {
  signal: AbortSignal;
  send(message: T): Promise<void>;
}

interface Recent {
  until: number;
  warnings: ReturnType<WarningStore['newest']>;
}

interface Look {
  cluster: Cluster;
  lease: CacheLease;
}

/** What is held for somebody while they look. */
export interface Session {
  filter: EnvironmentsFilter;
  refs: { user: string; ownership: string[] };
  decisions: DecisionCache<Decisions>;
  looks: Look[];
}

/** Composes what people see. */
export class Views {
  private readonly delivered = new Map<string, Recent>();

  private constructor(private readonly options: ViewsOptions) {}

  static create(options: ViewsOptions): Views {
    return new Views(options);
  }

  /** Environments, as they are now. */
  async list(
    filter: EnvironmentsFilter,
    credentials: BackstageCredentials,
  ): Promise<EnvironmentsView> {
    const session = await this.open(filter, credentials);
    try {
      return await this.compose(session);
    } finally {
      close(session);
    }
  }

  /** The same, again whenever something changes. Never sends the same twice. */
  async watch(
    filter: EnvironmentsFilter,
    credentials: BackstageCredentials,
    sink: Sink<EnvironmentsView>,
  ): Promise<void> {
    const session = await this.open(filter, credentials, sink.signal);
    const wake = new Wake();
    const stops = session.looks.map(({ lease }) =>
      lease.onChange(wake.up, { concerns: concernsIn(lease) }),
    );
    try {
      let sent = '';
      while (!sink.signal.aborted) {
        const message = await this.compose(session);
        const text = JSON.stringify(message);
        if (text !== sent) {
          sent = text;
          await sink.send(message);
        }
        await wake.sleep({ timeout: TTL, signal: sink.signal });
      }
    } finally {
      stops.forEach(stop => stop());
      close(session);
    }
  }

  /**
   * To be closed by whoever opened it.
   *
   * @throws NotAllowedError if the viewer may see no environment at all
   */
  async open(
    filter: EnvironmentsFilter,
    credentials: BackstageCredentials,
    signal?: AbortSignal,
  ): Promise<Session> {
    const { viewers, gate, settings, now } = this.options;
    const user = viewers.requireUser(credentials);
    await gate.requireSome('read', user);
    const refs = await viewers.refsOf(user);
    const all = await this.options.clusters.list();
    const clusters = all.filter(
      ({ name }) => settings.clusters?.includes(name) ?? true,
    );
    const looks = await Promise.all(
      clusters.map(async cluster => ({
        cluster,
        lease: await cluster.cache.open(ALL_KINDS, {
          timeout: OPEN_TIMEOUT,
          signal,
        }),
      })),
    );
    const decisions = DecisionCache.create({
      gate,
      credentials: user,
      ttl: TTL,
      now: () => now().getTime(),
    });
    return { filter, refs, decisions, looks };
  }

  private async compose(session: Session): Promise<EnvironmentsView> {
    const clusters = await Promise.all(
      session.looks.map(async ({ cluster, lease }) => {
        const { name, title } = cluster;
        const { state, message } = lease;
        return {
          name,
          title,
          state,
          ...(message && { message }),
          environments: await this.environments(session, { cluster, lease }),
        };
      }),
    );
    return { clusters };
  }

  /** Those that the viewer may see; with `names`, of these. */
  async environments(
    session: Session,
    { cluster, lease }: Look,
    names?: ReadonlySet<string>,
  ): Promise<EnvironmentView[]> {
    const { observer, settings } = this.options;
    const delivered = await this.warningsIn(cluster.name);
    const found = observer
      .inCache(cluster.name, lease, delivered)
      .filter(({ namespace }) => names?.has(namespace.name) ?? true);
    const views = this.show(cluster.name, found, {
      // What the cap makes of some says nothing: it counts all.
      cap: names ? NO_CAP : settings.cap,
    }).filter(view => isWanted(view, session));
    const answers = await session.decisions.decide(
      views.map(stringifyEnvironmentRef),
    );
    return views
      .flatMap((view, i) =>
        answers[i].read
          ? [{ ...view, actions: this.actionsOf(view, answers[i]) }]
          : [],
      )
      .sort((a, b) => (a.namespace < b.namespace ? -1 : 1));
  }

  /** Read once for all viewers, as they all wake at the same change. */
  private warningsIn(cluster: string): Recent['warnings'] {
    const now = this.options.now().getTime();
    const known = this.delivered.get(cluster);
    if (known && now < known.until) {
      return known.warnings;
    }
    const warnings = this.options.warnings.newest(cluster);
    this.delivered.set(cluster, { until: now + KEEP_WARNINGS, warnings });
    return warnings;
  }

  private show(
    cluster: string,
    found: readonly Found[],
    { cap }: { cap: BlastCap },
  ): SharedView[] {
    const { settings } = this.options;
    const now = this.options.now();
    const known = found.flatMap(one => ('known' in one ? [one.known] : []));
    const { plans } = planPass(known, cap, now);
    return [
      ...known.map((one, i) =>
        environmentView(one, plans[i], { settings, now }),
      ),
      ...found.flatMap(one =>
        'problems' in one
          ? [
              garbledView(cluster, one.namespace, {
                problems: one.problems,
                settings,
              }),
            ]
          : [],
      ),
    ];
  }

  private actionsOf(
    view: SharedView,
    decisions: Decisions,
  ): EnvironmentView['actions'] {
    const allow = (
      verb: keyof EnvironmentView['actions'],
      obstacle?: string,
    ) => {
      const why = decisions[verb]
        ? obstacle
        : `The portal's policy does not give you the permission environment.${verb}`;
      return why ? { enabled: false, why } : { enabled: true };
    };
    const busy = ['garbled', 'deleting', 'stuck'].includes(view.state)
      ? view.message
      : undefined;
    const asleep =
      view.override !== undefined &&
      !shouldBeAwake({ override: view.override }, this.options.now());
    return {
      sleep: allow('sleep', busy ?? (asleep ? 'It is asleep' : undefined)),
      wake: allow(
        'wake',
        busy ?? (view.state === 'awake' ? 'It is awake' : undefined),
      ),
      renew: allow('renew', busy),
      protect: allow('protect', busy),
      delete: allow(
        'delete',
        busy ?? (view.protection && 'It is protected: end that first'),
      ),
    };
  }
}

function isWanted(
  { owner, createdBy, entity }: SharedView,
  { filter, refs }: Session,
): boolean {
  const { scope, entityRef } = filter;
  if (entityRef !== undefined && entity !== entityRef) {
    return false;
  }
  if (scope === 'all') {
    return true;
  }
  const mine = owner === refs.user || createdBy === refs.user;
  return scope === 'mine'
    ? mine
    : mine || (owner !== undefined && refs.ownership.includes(owner));
}

/** Only what happens in environments wakes the stream. */
function concernsIn(lease: CacheLease) {
  const namespaces = lease.reflector(namespaceKind);
  return ({ namespace, labels }: Projection): boolean =>
    namespace === ''
      ? isManaged(labels)
      : isManaged(namespaces.get('', namespace)?.labels ?? {});
}

function isManaged(labels: Readonly<Record<string, string>>): boolean {
  return labels[ENVIRONMENT_LABELS.managed] === 'true';
}

/** Lets go what {@link Views.open} holds. */
export function close({ looks }: Session): void {
  looks.forEach(({ lease }) => lease.release());
}
