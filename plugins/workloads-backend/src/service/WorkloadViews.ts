import {
  DecisionCache,
  isMember,
  Wake,
  type Cluster,
  type FairwayClusters,
  type Projection,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  stringifyWorkloadRef,
  type ClusterView,
  type WorkloadDetail,
  type WorkloadRef,
  type WorkloadsView,
  type WorkloadView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { actionsOf } from '../domain/view/actions';
import { eventsOf } from '../domain/view/events';
import type { FoundWorkload } from '../domain/view/NamespaceIndex';
import {
  workloadView,
  type SharedWorkloadView,
} from '../domain/view/workloadView';
import { ClusterLook } from './ClusterLook';
import type { Entities, EntityScope } from './Entities';
import type { Gate, WorkloadDecisions } from './Gate';
import type { UserCredentials, Viewers } from './Viewers';

/** Milliseconds for which a viewer's permissions and entity are good. */
const DECISION_TTL = 30_000;
/** Milliseconds that one answer waits for a cluster's first lists. */
const LIST_TIMEOUT = 5_000;
/** The same for a stream, which can say more later. */
const WATCH_TIMEOUT = 1_500;

interface ViewsOptions {
  entities: Entities;
  viewers: Viewers;
  gate: Gate;
  clusters: FairwayClusters;
  now?: () => number;
}

/** Where a stream's messages go. */
export interface Sink<T> {
  signal: AbortSignal;
  /** Settles when the reader can take more. */
  send(message: T): Promise<void>;
}

/** One viewer, while they look. */
interface Session {
  credentials: UserCredentials;
  decisions: DecisionCache<WorkloadDecisions>;
  scope: EntityScope;
  /** Milliseconds since the epoch when the entity is read again. */
  expires: number;
  looks: ClusterLook[];
  /** Clusters that the entity names and the portal does not know. */
  missing: ClusterView[];
}

/** What runs, as each viewer may see it. */
export class WorkloadViews {
  private constructor(private readonly options: ViewsOptions) {}

  static create(options: ViewsOptions): WorkloadViews {
    return new WorkloadViews(options);
  }

  /** All workloads of an entity, as they are now. */
  async list(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<WorkloadsView> {
    const session = await this.open(entityRef, credentials, {
      timeout: LIST_TIMEOUT,
    });
    try {
      return await this.compose(session);
    } finally {
      close(session);
    }
  }

  /** The same, again whenever something changes. */
  async watch(
    entityRef: string,
    credentials: BackstageCredentials,
    sink: Sink<WorkloadsView>,
  ): Promise<void> {
    const session = await this.open(entityRef, credentials, {
      timeout: WATCH_TIMEOUT,
      signal: sink.signal,
    });
    await this.follow(session, sink, () => this.compose(session));
  }

  /** One workload with its events, again whenever something changes. */
  async watchOne(
    ref: WorkloadRef,
    credentials: BackstageCredentials,
    sink: Sink<WorkloadDetail>,
  ): Promise<void> {
    const session = await this.open(ref.entityRef, credentials, {
      timeout: LIST_TIMEOUT,
      signal: sink.signal,
      events: true,
      cluster: ref.cluster,
    });
    await this.follow(session, sink, () => this.composeOne(session, ref));
  }

  private async open(
    entityRef: string,
    credentials: BackstageCredentials,
    options: {
      timeout: number;
      signal?: AbortSignal;
      events?: boolean;
      /** Only this one. */
      cluster?: string;
    },
  ): Promise<Session> {
    const { entities, viewers, gate } = this.options;
    const user = viewers.requireUser(credentials);
    const scope = await entities.scopeOf(entityRef, user);
    const { cluster: only, ...lookOptions } = options;
    const wanted = only ?? scope.membership.cluster;
    const all = await this.options.clusters.list();
    const clusters = all.filter(({ name }) => (wanted ?? name) === name);
    return {
      credentials: user,
      scope,
      expires: this.now() + DECISION_TTL,
      decisions: DecisionCache.create({
        gate,
        credentials: user,
        ttl: DECISION_TTL,
        now: () => this.now(),
      }),
      looks: await openAll(clusters, lookOptions),
      missing: wanted && clusters.length === 0 ? [unknownCluster(wanted)] : [],
    };
  }

  /** Sends what is new until the viewer has gone; a stream never sends the same twice. */
  private async follow<T>(
    session: Session,
    sink: Sink<T>,
    compose: () => Promise<T>,
  ): Promise<void> {
    const wake = new Wake();
    const stops = session.looks.map(look =>
      look.onChange(wake.up, item => concerns(session, look, item)),
    );
    try {
      let sent = '';
      while (!sink.signal.aborted) {
        await this.refresh(session);
        const message = await compose();
        const text = JSON.stringify(message);
        if (text !== sent) {
          sent = text;
          await sink.send(message);
        }
        await wake.sleep({ timeout: DECISION_TTL, signal: sink.signal });
      }
    } finally {
      stops.forEach(stop => stop());
      close(session);
    }
  }

  /** An entity that was changed, or taken from the viewer, shows soon. */
  private async refresh(session: Session): Promise<void> {
    if (this.now() < session.expires) {
      return;
    }
    const { scope, credentials } = session;
    session.scope = await this.options.entities.scopeOf(
      scope.entityRef,
      credentials,
    );
    session.expires = this.now() + DECISION_TTL;
  }

  private async compose(session: Session): Promise<WorkloadsView> {
    const { scope, looks, missing } = session;
    const clusters = await Promise.all(
      looks.map(async look => ({
        ...look.head,
        workloads: await this.permitted(
          session,
          look
            .find(scope.membership)
            .map(found => workloadView(look.head.name, found)),
        ),
      })),
    );
    return { entityRef: scope.entityRef, clusters: [...clusters, ...missing] };
  }

  private async composeOne(
    session: Session,
    ref: WorkloadRef,
  ): Promise<WorkloadDetail> {
    const [look] = session.looks;
    const found =
      look &&
      look
        .find(session.scope.membership)
        .find(candidate => isNamed(candidate, ref));
    if (!found) {
      throw notFound(ref, session, look);
    }
    const [workload] = await this.permitted(session, [
      workloadView(ref.cluster, found),
    ]);
    if (!workload) {
      throw notFound(ref, session, look);
    }
    return { workload, events: eventsOf(found, look.events(ref.namespace)) };
  }

  /** Leaves out what the viewer may not see, and adds what they may do. */
  private async permitted(
    { scope, decisions }: Session,
    views: SharedWorkloadView[],
  ): Promise<WorkloadView[]> {
    const { entityRef, help } = scope;
    const answers = await decisions.decide(
      views.map(view => stringifyWorkloadRef({ ...view, entityRef })),
    );
    return views.flatMap((view, i) =>
      answers[i].read
        ? [{ ...view, actions: actionsOf(view, answers[i], help) }]
        : [],
    );
  }

  private now(): number {
    return this.options.now?.() ?? Date.now();
  }
}

/** All or none: what was opened before another failed is closed. */
async function openAll(
  clusters: readonly Cluster[],
  options: Parameters<typeof ClusterLook.open>[1],
): Promise<ClusterLook[]> {
  const results = await Promise.allSettled(
    clusters.map(cluster => ClusterLook.open(cluster, options)),
  );
  const looks = results.flatMap(result =>
    result.status === 'fulfilled' ? [result.value] : [],
  );
  const failed = results.find(result => result.status === 'rejected');
  if (failed) {
    looks.forEach(look => look.close());
    throw failed.reason;
  }
  return looks;
}

function close(session: Session): void {
  session.looks.forEach(look => look.close());
}

function isNamed({ workload }: FoundWorkload, ref: WorkloadRef): boolean {
  return (
    workload.namespace === ref.namespace &&
    workload.kind === ref.kind &&
    workload.name === ref.name
  );
}

function notFound(
  ref: WorkloadRef,
  { scope }: Session,
  look: ClusterLook | undefined,
): Error {
  const { kind, namespace, name, cluster } = ref;
  const state = look?.head;
  const doubt =
    state && state.state !== 'live' ? ` (${state.message ?? state.state})` : '';
  return new NotFoundError(
    `${scope.entityRef} has no ${kind} ${namespace}/${name} in cluster ${cluster} that you may see${doubt}`,
  );
}

function unknownCluster(name: string): ClusterView {
  return {
    name,
    title: name,
    state: 'unreachable',
    message: `There is no cluster '${name}' in this portal: correct the entity's annotation backstage.io/kubernetes-cluster, or add the cluster`,
    workloads: [],
  };
}

/**
 * Whether a change may show: it is the entity's own, or stands in a namespace
 * (or is the namespace) in which the entity has workloads.
 */
function concerns(
  { scope }: Session,
  look: ClusterLook,
  { namespace, name, labels }: Projection,
): boolean {
  const { membership } = scope;
  const cluster = look.head.name;
  if (isMember(membership, { cluster, namespace, labels })) {
    return true;
  }
  return look.namespaces.has(namespace || name);
}
