import type { PodFacts } from '../../kinds/pods';
import type { PreviewLook } from './look';

/** Milliseconds after which a gateway that says nothing is missing. */
const GATEWAY_PATIENCE = 60_000;

/** How what was deployed does. */
export interface Health {
  /** What will not mend by waiting, each in words. */
  failures: string[];
  /** What it waits for, each in words. */
  waits: string[];
}

/** @see Health */
export function healthOf(look: PreviewLook, now: Date): Health {
  const failures: string[] = [];
  const waits: string[] = [];
  for (const { kind, name, replicas, ...facts } of look.scalables) {
    const what = `${kind} ${name}`;
    if (facts.refusedPods) {
      failures.push(`${what}: ${facts.refusedPods}`);
    } else if (facts.stalled) {
      failures.push(`${what}: ${facts.stalled}`);
    } else if (replicas > 0 && facts.unsettled) {
      waits.push(`${what}: ${facts.unsettled}`);
    }
  }
  for (const { name, failed } of look.jobs) {
    if (failed) {
      failures.push(`Job ${name}: ${failed}`);
    }
  }
  for (const { madeBy, problem } of newest(look.pods)) {
    if (problem?.startsWith('No node')) {
      waits.push(`${madeBy}: ${problem}`);
    } else if (problem) {
      failures.push(`${nameWithoutHash(madeBy)}: ${problem}`);
    }
  }
  routeHealth(look, { failures, waits }, now);
  return { failures: unique(failures), waits: unique(waits) };
}

function routeHealth(
  { routes = [] }: PreviewLook,
  { failures, waits }: Health,
  now: Date,
): void {
  for (const { name, accepted, refused, createdAt } of routes) {
    if (refused) {
      failures.push(`The gateway refuses HTTPRoute ${name}: ${refused}`);
    } else if (!accepted) {
      const isLate = now.getTime() - Date.parse(createdAt) > GATEWAY_PATIENCE;
      (isLate ? failures : waits).push(
        `No gateway has taken HTTPRoute ${name} yet${
          isLate ? '. Does the gateway run?' : ''
        }`,
      );
    }
  }
}

/**
 * Pods of the newest generation of each workload: those of the commit before may
 * have whatever troubles, they are on their way out.
 */
function newest(pods: readonly PodFacts[]): PodFacts[] {
  const generations = new Map<string, PodFacts>();
  const alive = pods.filter(({ deletingSince }) => deletingSince === undefined);
  for (const pod of alive) {
    const key = nameWithoutHash(pod.madeBy);
    const known = generations.get(key);
    if (!known || known.createdAt < pod.createdAt) {
      generations.set(key, pod);
    }
  }
  const current = new Set(
    [...generations.values()].map(({ madeBy }) => madeBy),
  );
  return alive.filter(({ madeBy }) => current.has(madeBy));
}

/** `ReplicaSet/web-5d9c…` is `Deployment/web` to people. */
function nameWithoutHash(madeBy: string): string {
  const [, name] = /^ReplicaSet\/(.+)-[a-z0-9]+$/.exec(madeBy) ?? [];
  return name ? `Deployment ${name}` : madeBy.replace('/', ' ');
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
