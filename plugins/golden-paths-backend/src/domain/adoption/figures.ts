import type {
  AdoptionFailure,
  AdoptionFigures,
  AdoptionPath,
  AdoptionPeriod,
  AdoptionRange,
  BypassGroup,
  GoldenPathVersion,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { distanceOf } from '../versions/changelog';
import type { Bypass, Run, Service, Sighting } from './types';

const DAY = 24 * 3_600_000;
/** Examples of a group that are named. */
const NAMED = 5;

/** Every range is of ten periods of the same length: a shorter one would look like a fall. */
const DAYS: Record<AdoptionRange, { range: number; period: number }> = {
  '30d': { range: 30, period: 3 },
  '90d': { range: 90, period: 9 },
  '365d': { range: 365, period: 36.5 },
};

/** A stretch of time, from but not including its end; milliseconds. */
export interface Span {
  from: number;
  to: number;
  periodDays: number;
}

/** The range that ends now. */
export function spanOf(range: AdoptionRange, now: Date): Span {
  const to = now.getTime();
  const { range: days, period } = DAYS[range];
  return { from: to - days * DAY, to, periodDays: period };
}

/** All that the figures are made of. */
export interface Facts {
  runs: readonly Run[];
  services: readonly Service[];
  /**
   * When each cluster that the portal knows last answered; milliseconds, 0 if it
   * never did.
   */
  lookedAt: ReadonlyMap<string, number>;
}

/** Of one template. */
export interface PathFacts extends Facts {
  template: string;
  title: string;
  latest?: string;
  changelog: readonly GoldenPathVersion[];
}

/** Everything that the page says of one path. */
export function pathFigures(facts: PathFacts, span: Span): AdoptionPath {
  const { template, title, latest, changelog, runs, services } = facts;
  const now = services.filter(one => isThere(one, facts));
  const behind = now.flatMap(({ version }) =>
    latest === undefined
      ? []
      : distanceOf(changelog, version, latest).behind ?? [],
  );
  // A mean of those that are known would tell of the others, too.
  const isKnown = behind.length > 0 && behind.length === now.length;
  return {
    ...{ template, title },
    ...(latest !== undefined && {
      latest,
      onLatest: now.filter(({ version }) => version === latest).length,
    }),
    ...(isKnown && { drift: meanOf(behind) }),
    total: figures(facts, span),
    versions: versionsOf(facts, span).map(version => ({
      version,
      ...figures(
        {
          ...facts,
          runs: runs.filter(one => one.version === version),
          services: services.filter(one => one.madeVersion === version),
        },
        span,
      ),
      services: now.filter(one => one.version === version).length,
    })),
    failures: failuresOf(startedIn(runs, span)),
    periods: periodsOf(facts, span),
  };
}

/** Counts and medians of some runs and of what came of them. */
export function figures(facts: Facts, span: Span): AdoptionFigures {
  const runs = startedIn(facts.runs, span);
  const count = (outcome: Run['outcome']) =>
    runs.filter(one => one.outcome === outcome).length;
  const succeeded = count('succeeded');
  const failed = count('failed');
  const waits = waitsOf(runs, facts.services);
  return {
    runs: runs.length,
    ...{ succeeded, failed },
    cancelled: count('cancelled'),
    running: count('running'),
    ...(succeeded + failed > 0 && {
      successRate: succeeded / (succeeded + failed),
    }),
    ...(waits.length > 0 && { secondsToReady: medianOf(waits) }),
    ready: waits.length,
    alive30: aliveAfter(30, facts, span),
    alive90: aliveAfter(90, facts, span),
    services: facts.services.filter(one => isThere(one, facts)).length,
  };
}

/**
 * In one of its clusters it was seen within a day of the last look at that cluster:
 * a cluster that does not answer takes away nothing.
 */
function isThere({ sightings }: Service, { lookedAt }: Facts): boolean {
  return sightings.some(({ cluster, lastAt }) => {
    const looked = lookedAt.get(cluster);
    return looked !== undefined && Date.parse(lastAt) > looked - DAY;
  });
}

function startedIn(runs: readonly Run[], { from, to }: Span): Run[] {
  return runs.filter(({ startedAt }) => {
    const at = Date.parse(startedAt);
    return at >= from && at < to;
  });
}

/** Seconds from the form that was sent to the first ready pod. */
function waitsOf(runs: readonly Run[], services: readonly Service[]): number[] {
  const readyAt = new Map(services.map(one => [one.task, one.readyAt]));
  return runs.flatMap(({ task, startedAt }) => {
    const wait = Date.parse(readyAt.get(task) ?? '') - Date.parse(startedAt);
    // What was ready before the form was sent did not come of it.
    return wait >= 0 ? [wait / 1000] : [];
  });
}

/** Of the services that reached that age within the range, were they still there. */
function aliveAfter(
  days: number,
  { services }: Facts,
  { from, to }: Span,
): { of: number; alive: number } {
  const old = services.flatMap(({ readyAt, sightings }) => {
    const then = readyAt ? Date.parse(readyAt) + days * DAY : Infinity;
    return then >= from && then < to ? wasThere(sightings, then) ?? [] : [];
  });
  return { of: old.length, alive: old.filter(Boolean).length };
}

/** Undefined where nobody looked: it may have been in a cluster that was silent. */
function wasThere(
  sightings: readonly Sighting[],
  then: number,
): boolean | undefined {
  const said = sightings.map(one => wasSeen(one, then));
  if (said.includes(true)) {
    return true;
  }
  return said.includes(undefined) ? undefined : false;
}

/**
 * What vanished between two looks was gone by then if the later one was before it,
 * or if they were as near to each other as looks are: more than a day between them is
 * a silence, of which it is not known when in it something went.
 */
function wasSeen(
  { lastAt, missedAt }: Sighting,
  then: number,
): boolean | undefined {
  const last = Date.parse(lastAt);
  if (last >= then) {
    return true;
  }
  const missed = Date.parse(missedAt ?? '');
  return missed <= then || missed - last <= DAY ? false : undefined;
}

function versionsOf(
  { runs, services, changelog }: PathFacts,
  span: Span,
): string[] {
  const rank = new Map(changelog.map(({ version }, i) => [version, i]));
  const seen = new Set([
    ...startedIn(runs, span).map(({ version }) => version),
    ...services.map(({ version }) => version),
    ...services.map(({ madeVersion }) => madeVersion),
  ]);
  const rankOf = (version: string) => rank.get(version) ?? Infinity;
  return [...seen].sort((a, b) => {
    const order = rankOf(a) - rankOf(b);
    return Number.isNaN(order) || order === 0
      ? b.localeCompare(a, 'en', { numeric: true })
      : order;
  });
}

function failuresOf(runs: readonly Run[]): AdoptionFailure[] {
  const groups = new Map<string, AdoptionFailure>();
  for (const { failure } of runs) {
    if (failure) {
      const key = JSON.stringify([
        failure.step,
        failure.field,
        failure.finding,
      ]);
      const count = (groups.get(key)?.count ?? 0) + 1;
      groups.set(key, { ...failure, count });
    }
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

function periodsOf({ runs, services }: Facts, span: Span): AdoptionPeriod[] {
  const length = span.periodDays * DAY;
  const periods: AdoptionPeriod[] = [];
  for (let to = span.to; to > span.from; to -= length) {
    const from = Math.max(span.from, to - length);
    const some = startedIn(runs, { ...span, from, to });
    const waits = waitsOf(some, services);
    periods.unshift({
      at: new Date(from).toISOString(),
      runs: some.length,
      succeeded: some.filter(one => one.outcome === 'succeeded').length,
      ...(waits.length > 0 && { secondsToReady: medianOf(waits) }),
    });
  }
  return periods;
}

/** Workloads without a path, by what they use that no path offers. */
export function bypassGroups(bypasses: readonly Bypass[]): BypassGroup[] {
  const groups = new Map<string, BypassGroup>();
  for (const { cluster, namespace, kind, name, uses } of bypasses) {
    const key = JSON.stringify(uses);
    const group = groups.get(key) ?? { uses, count: 0, examples: [] };
    group.count += 1;
    if (group.examples.length < NAMED) {
      group.examples.push(`${cluster}: ${namespace}/${kind}/${name}`);
    }
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}

/** Of an even number, the mean of the two in the middle. */
function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}
