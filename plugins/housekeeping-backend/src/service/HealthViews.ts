import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  HEALTH_FACTS,
  type HealthFact,
  type HealthFactsFilter,
  type HealthFactsView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { Viewers } from '@fairway-idp/backstage-plugin-fairway-node';
import { ailmentsIn, patientsIn, type Ailment } from '../domain/health/facts';
import type { Source } from '../domain/kinds';
import type { ObjectFacts } from '../domain/kinds/facts';
import { namespaceKind } from '../domain/kinds/others';
import { placeOf } from '../domain/rules/place';
import type { Settings } from '../domain/settings/settings';
import type { Ownership } from '../domain/view/findingView';
import type { Decide, Gate } from './Gate';
import { sourceOf, type Looks } from './Looks';
import type { Owners, Possession } from './Owners';
import { isWanted } from './Views';
import { watchLooks, withLooks, type Look, type Sink } from './watchLooks';

/** Milliseconds; nothing of it is urgent. */
const TTL = 15_000;
const REST = 5_000;

type ClusterView = HealthFactsView['clusters'][number];

interface HealthViewsOptions {
  gate: Gate;
  looks: Looks;
  owners: Owners;
  settings: Settings;
  viewers: Viewers;
  now: () => Date;
}

interface Session {
  filter: HealthFactsFilter;
  refs: { user: string; ownership: string[] };
  decide: Decide;
  ownershipOf: (what: Possession) => Ownership;
}

/** Composes what people see of what workloads lack. */
export class HealthViews {
  private constructor(private readonly options: HealthViewsOptions) {}

  static create(options: HealthViewsOptions): HealthViews {
    return new HealthViews(options);
  }

  async list(
    filter: HealthFactsFilter,
    credentials: BackstageCredentials,
  ): Promise<HealthFactsView> {
    return withLooks(this.options.looks, filter, open =>
      this.compose(filter, credentials, open),
    );
  }

  /** The same, again whenever something changes. */
  async watch(
    filter: HealthFactsFilter,
    credentials: BackstageCredentials,
    sink: Sink<HealthFactsView>,
  ): Promise<void> {
    await watchLooks(this.options.looks, {
      cluster: filter.cluster,
      sink,
      compose: open => this.compose(filter, credentials, open),
      ttl: TTL,
      rest: REST,
    });
  }

  private async compose(
    filter: HealthFactsFilter,
    credentials: BackstageCredentials,
    looks: readonly Look[],
  ): Promise<HealthFactsView> {
    const { gate, owners, viewers } = this.options;
    const user = viewers.requireUser(credentials);
    const session: Session = {
      filter,
      refs: await viewers.refsOf(user),
      decide: await gate.decider(user),
      ownershipOf: await owners.open(),
    };
    return { clusters: looks.map(look => this.composeCluster(session, look)) };
  }

  private composeCluster(
    session: Session,
    { cluster, lease }: Look,
  ): ClusterView {
    const { filter } = session;
    const source = sourceOf(lease);
    let workloads = 0;
    const found: Array<{ ailment: Ailment; ownership: Ownership }> = [];
    for (const namespace of namespacesOf(source, filter)) {
      const see = this.seer(session, cluster.name, namespace);
      workloads += patientsIn(source, namespace.name).filter(see).length;
      for (const ailment of ailmentsIn(
        source,
        namespace.name,
        this.options.now(),
      )) {
        const ownership = see(ailment.patient);
        if (ownership) {
          found.push({ ailment, ownership });
        }
      }
    }
    const wanted = found
      .filter(({ ailment }) => !filter.fact || ailment.fact === filter.fact)
      .sort(bySeverity);
    const { name, title } = cluster;
    const { state, message } = lease;
    return {
      name,
      title,
      state,
      ...(message && { message }),
      workloads,
      totals: Object.fromEntries(
        HEALTH_FACTS.map(fact => [
          fact,
          found.filter(({ ailment }) => ailment.fact === fact).length,
        ]),
      ),
      more: Math.max(0, wanted.length - filter.limit),
      facts: wanted
        .slice(0, filter.limit)
        .map(one => factView(cluster.name, one.ailment, one.ownership)),
    };
  }

  /** Whose a workload is, if the viewer wants and may see it. */
  private seer(session: Session, cluster: string, namespace: ObjectFacts) {
    const place = placeOf(namespace, this.options.settings);
    const { filter, refs, decide, ownershipOf } = session;
    return ({
      kind,
      labels,
      podLabels,
    }: Ailment['patient']): Ownership | undefined => {
      if (place.is === 'system') {
        return undefined;
      }
      const ownership = ownershipOf({
        cluster,
        namespace: namespace.name,
        place,
        labels: { ...podLabels, ...labels },
      });
      const { owner } = ownership;
      return isWanted(ownership, filter, refs) &&
        decide('read', { cluster, namespace: namespace.name, kind, owner })
        ? ownership
        : undefined;
    };
  }
}

function namespacesOf(
  source: Source,
  { namespace }: HealthFactsFilter,
): Iterable<ObjectFacts> {
  if (namespace === undefined) {
    return source.items(namespaceKind);
  }
  const one = source.get(namespaceKind, '', namespace);
  return one ? [one] : [];
}

const SEVERITIES: HealthFact['severity'][] = ['high', 'medium', 'low'];

function bySeverity(
  { ailment: a }: { ailment: Ailment },
  { ailment: b }: { ailment: Ailment },
): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    a.patient.namespace.localeCompare(b.patient.namespace) ||
    a.patient.name.localeCompare(b.patient.name)
  );
}

function factView(
  cluster: string,
  { patient, fact, severity, message, containers, since, fix }: Ailment,
  { owner, entity }: Ownership,
): HealthFact {
  const { namespace, kind, name } = patient;
  return {
    id: [fact, cluster, namespace, kind, name].join('|'),
    cluster,
    namespace,
    kind,
    name,
    fact,
    severity,
    message,
    containers,
    ...(since && { since }),
    owner,
    ...(entity && { entity }),
    fix: fix(),
  };
}
