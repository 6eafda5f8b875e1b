import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  stringifyWorkspaceRef,
  WORKSPACE_LABELS,
  type WorkspacesFilter,
  type WorkspacesView,
  type WorkspaceState,
  type WorkspaceVerb,
  type WorkspaceView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  DecisionCache,
  Wake,
  type CacheLease,
  type Cluster,
  type Projection,
  type VerbDecisions,
  type Viewers,
  type WorkspaceDriver,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { Settings } from '../domain/settings/settings';
import {
  garbledView,
  workspaceView,
  type SharedView,
} from '../domain/view/workspaceView';
import type { Components } from './Components';
import type { Connections } from './Connections';
import type { Gate } from './createServices';
import type { Finder } from './Finder';

/** Milliseconds for which permissions are good, and after which clocks are looked at. */
const TTL = 10_000;

interface ViewsOptions {
  components: Components;
  connections: Connections;
  driver: WorkspaceDriver;
  finder: Finder;
  gate: Gate;
  settings: Settings;
  viewers: Viewers;
  now: () => Date;
}

/** Where messages go, and how to know that nobody listens any more. */
export interface Sink<T> {
  signal: AbortSignal;
  send(message: T): Promise<void>;
}

type Decisions = VerbDecisions<WorkspaceVerb>;

/** What is held for somebody while they look. */
interface Session {
  filter: WorkspacesFilter;
  refs: { user: string; ownership: string[] };
  /** Components of their teams; only where they ask for those. */
  owned: ReadonlySet<string>;
  decisions: DecisionCache<Decisions>;
  looks: Array<{ cluster: Cluster; lease: CacheLease }>;
}

/** Composes what people see. */
export class Views {
  private constructor(private readonly options: ViewsOptions) {}

  static create(options: ViewsOptions): Views {
    return new Views(options);
  }

  /** Workspaces, as they are now. */
  async list(
    filter: WorkspacesFilter,
    credentials: BackstageCredentials,
  ): Promise<WorkspacesView> {
    const session = await this.open(filter, credentials);
    try {
      return await this.compose(session);
    } finally {
      close(session);
    }
  }

  /** The same, again whenever something changes. Never sends the same twice. */
  async watch(
    filter: WorkspacesFilter,
    credentials: BackstageCredentials,
    sink: Sink<WorkspacesView>,
  ): Promise<void> {
    const session = await this.open(filter, credentials, sink.signal);
    const wake = new Wake();
    const stops = [
      ...session.looks.map(({ lease }) =>
        lease.onChange(wake.up, { concerns: isOurs }),
      ),
      this.options.connections.onChange(wake.up),
    ];
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

  /** @throws NotAllowedError if the viewer may see no workspace at all */
  private async open(
    filter: WorkspacesFilter,
    credentials: BackstageCredentials,
    signal?: AbortSignal,
  ): Promise<Session> {
    const { viewers, gate, finder, components, now } = this.options;
    const user = viewers.requireUser(credentials);
    await gate.requireSome('read', user);
    const refs = await viewers.refsOf(user);
    const owned =
      filter.scope === 'team'
        ? await components.ownedBy(refs.ownership, user)
        : new Set<string>();
    const clusters = await finder.clusters();
    const looks = await Promise.all(
      clusters.map(async cluster => ({
        cluster,
        lease: await finder.look(cluster, { signal }),
      })),
    );
    const decisions = DecisionCache.create({
      gate,
      credentials: user,
      ttl: TTL,
      now: () => now().getTime(),
    });
    return { filter, refs, owned, decisions, looks };
  }

  private async compose(session: Session): Promise<WorkspacesView> {
    const clusters = await Promise.all(
      session.looks.map(async ({ cluster, lease }) => {
        const { name, title } = cluster;
        const { state, message } = lease;
        return {
          name,
          title,
          state,
          ...(message && { message }),
          workspaces: await this.workspaces(session, { cluster, lease }),
        };
      }),
    );
    return { clusters };
  }

  private async workspaces(
    session: Session,
    { cluster, lease }: { cluster: Cluster; lease: CacheLease },
  ): Promise<WorkspaceView[]> {
    const { finder, settings, driver, connections, now } = this.options;
    const shown = finder
      .inCache(lease)
      .map(found => {
        const { namespace, name } = 'facts' in found ? found.facts : found;
        const context = {
          cluster: cluster.name,
          driver: driver.id,
          sandbox: found.sandbox,
          now: now(),
          startDeadlineMinutes: settings.startDeadlineMinutes,
          prices: settings.prices,
          connections: connections.count({
            cluster: cluster.name,
            namespace,
            name,
          }),
        };
        return 'facts' in found
          ? workspaceView(found.facts, context)
          : garbledView(found, context);
      })
      .filter(view => isWanted(view, session));
    const answers = await session.decisions.decide(
      shown.map(stringifyWorkspaceRef),
    );
    return shown
      .flatMap((view, i) =>
        answers[i].read
          ? [{ ...view, actions: this.actionsOf(view, answers[i]) }]
          : [],
      )
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  private actionsOf(
    view: SharedView,
    decisions: Decisions,
  ): WorkspaceView['actions'] {
    const { gate } = this.options;
    const allow = (verb: WorkspaceVerb, obstacle?: string) => {
      const lacks = gate.lacks(verb);
      const why = decisions[verb]
        ? obstacle
        : lacks.charAt(0).toLocaleUpperCase('en-US') + lacks.slice(1);
      return why ? { enabled: false, why } : { enabled: true };
    };
    const only = (states: WorkspaceState[]) =>
      states.includes(view.state) ? undefined : view.message;
    return {
      start: allow('start', only(['stopped', 'stopping', 'failed'])),
      stop: allow('stop', only(['starting', 'running'])),
      delete: allow(
        'delete',
        only([
          'stopped',
          'starting',
          'running',
          'stopping',
          'failed',
          'asleep',
        ]),
      ),
      connect: allow('connect', only(['running'])),
      keepAwake: allow('keep-awake', only(['starting', 'running'])),
    };
  }
}

function isWanted(
  { owner, createdBy, entityRef }: SharedView,
  { filter, refs, owned }: Session,
): boolean {
  if (filter.entityRef !== undefined && entityRef !== filter.entityRef) {
    return false;
  }
  if (filter.scope === 'all') {
    return true;
  }
  const mine = owner === refs.user || createdBy === refs.user;
  return (
    mine ||
    (filter.scope === 'team' &&
      (owned.has(entityRef) || refs.ownership.includes(owner)))
  );
}

/** Namespaces change seldom, and what is on them shows in a view. */
function isOurs({ namespace, labels }: Projection): boolean {
  return namespace === '' || labels[WORKSPACE_LABELS.workspace] !== undefined;
}

function close({ looks }: Session): void {
  looks.forEach(({ lease }) => lease.release());
}
