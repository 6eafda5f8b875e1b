import type { DeliveredObject } from '@fairway-idp/backstage-plugin-fairway-node';
import type { PodFacts } from '../../kinds/pods';
import type { RouteFacts } from '../../kinds/routes';
import type { ScalableFacts } from '../../kinds/workloads';
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
  const all: Part[] = [
    ...look.scalables.map(scalableHealth),
    ...look.jobs.map(({ name, failed }) => ({
      failure: failed && `Job ${name}: ${failed}`,
    })),
    ...newest(look.pods).map(podHealth),
    ...(look.routes ?? []).map(route => routeHealth(route, now)),
    ...unseen(look).map(({ kind, name }) => ({
      wait: `${kind} ${name}: not there as it was deployed`,
    })),
  ];
  return {
    failures: unique(all.map(({ failure }) => failure)),
    waits: unique(all.map(({ wait }) => wait)),
  };
}

/** Of one object. */
interface Part {
  failure?: string;
  wait?: string;
}

/**
 * Of what was delivered and lasts, what is not seen yet as it was delivered: the
 * word that all is delivered may arrive before the objects do. Jobs are left
 * out, as they may be gone when they are done.
 */
function unseen(look: PreviewLook): DeliveredObject[] {
  const { sight, scalables, routes } = look;
  const delivered = sight.state === 'present' ? sight.delivered : undefined;
  const seen = new Map<string, number>([
    ...scalables.map(one => entry(one.kind, one)),
    ...(routes ?? []).map(one => entry('HTTPRoute', one)),
  ]);
  const kinds = ['Deployment', 'StatefulSet', ...(routes ? ['HTTPRoute'] : [])];
  return (delivered?.objects ?? []).filter(
    ({ kind, name, generation = 0 }) =>
      kinds.includes(kind) && (seen.get(`${kind}/${name}`) ?? -1) < generation,
  );
}

function entry(
  kind: string,
  { name, generation }: { name: string; generation: number },
): [string, number] {
  return [`${kind}/${name}`, generation];
}

function scalableHealth(scalable: ScalableFacts): Part {
  const { kind, name, replicas, refusedPods, stalled, unsettled } = scalable;
  const failure = refusedPods ?? stalled;
  if (failure) {
    return { failure: `${kind} ${name}: ${failure}` };
  }
  return replicas > 0 && unsettled
    ? { wait: `${kind} ${name}: ${unsettled}` }
    : {};
}

function podHealth({ madeBy, problem, isStuck }: PodFacts): Part {
  if (!problem) {
    return {};
  }
  const text = `${nameWithoutHash(madeBy)}: ${problem}`;
  return isStuck ? { failure: text } : { wait: text };
}

function routeHealth(
  { name, accepted, refused, createdAt }: RouteFacts,
  now: Date,
): Part {
  if (refused) {
    return { failure: `The gateway refuses HTTPRoute ${name}: ${refused}` };
  }
  if (accepted) {
    return {};
  }
  const text = `No gateway has taken HTTPRoute ${name} yet`;
  return now.getTime() - Date.parse(createdAt) > GATEWAY_PATIENCE
    ? { failure: `${text}. Does the gateway run?` }
    : { wait: text };
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

function unique(texts: ReadonlyArray<string | undefined>): string[] {
  return [...new Set(texts.filter(text => text !== undefined))].sort();
}
