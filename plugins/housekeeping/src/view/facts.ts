import {
  HEALTH_FACTS,
  type HealthFact,
  type HealthFactId,
  type HealthFactsView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { matches, type Query } from './query';

/** All clusters' facts in one list. */
export function allFacts(view: HealthFactsView): HealthFact[] {
  return view.clusters.flatMap(({ facts }) => facts);
}

/** How many there are of each fact, in all clusters. */
export function sumFacts(view: HealthFactsView): Record<HealthFactId, number> {
  const sums = HEALTH_FACTS.map(fact => [
    fact,
    view.clusters.reduce((sum, { totals }) => sum + (totals[fact] ?? 0), 0),
  ]);
  return Object.fromEntries(sums);
}

/** How many workloads were looked at. */
export function countWorkloads(view: HealthFactsView): number {
  return view.clusters.reduce((sum, { workloads }) => sum + workloads, 0);
}

const SEVERITIES = ['high', 'medium', 'low'];

/** Those that are asked for: the gravest first. */
export function selectFacts(
  facts: HealthFact[],
  query: Pick<Query, 'text' | 'owner'>,
): HealthFact[] {
  const { text, owner } = query;
  return facts
    .filter(
      fact =>
        (!owner || fact.owner === owner) &&
        matches(
          text,
          fact.kind,
          fact.name,
          fact.namespace,
          fact.owner,
          fact.entity,
          fact.cluster,
          ...fact.containers,
        ),
    )
    .sort(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        a.namespace.localeCompare(b.namespace) ||
        a.name.localeCompare(b.name, undefined, { numeric: true }) ||
        a.fact.localeCompare(b.fact),
    );
}
