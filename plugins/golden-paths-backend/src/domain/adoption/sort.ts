import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { GOLDEN_PATH_ENTITY_ANNOTATIONS } from '@fairway-idp/backstage-plugin-fairway-common';
import type { Bypass, Run, SeenWorkload, Service, Sighting } from './types';

/** What the catalog says of components that golden paths made. */
export interface MadeEntity {
  entityRef: string;
  kubernetesId?: string;
  template: string;
  version: string;
}

/** Undefined for one that came by no golden path. */
export function madeEntityOf(entity: Entity): MadeEntity | undefined {
  const { annotations = {} } = entity.metadata;
  const template = annotations[GOLDEN_PATH_ENTITY_ANNOTATIONS.template];
  const kubernetesId = annotations['backstage.io/kubernetes-id'];
  return template
    ? {
        entityRef: stringifyEntityRef(entity),
        ...(kubernetesId && { kubernetesId }),
        template,
        version:
          annotations[GOLDEN_PATH_ENTITY_ANNOTATIONS.version] ?? 'unknown',
      }
    : undefined;
}

/** Namespaces that belong to nobody's component; a `*` at the end stands for anything. */
export const isWithin = (names: readonly string[], name: string): boolean =>
  names.some(one =>
    one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : name === one,
  );

export interface Known {
  runs: readonly Run[];
  /** Whether these are all: else it is not known which of them registered a component. */
  areRunsComplete: boolean;
  entities: readonly MadeEntity[];
  /** Namespaces that are left out. */
  exclude: readonly string[];
  /** What paths offer, of what workloads may use. */
  offered: readonly string[];
}

/** What came by a golden path, and what did not. */
export function sortWorkloads(
  workloads: readonly SeenWorkload[],
  known: Known,
  at: string,
): { services: Service[]; bypasses: Bypass[] } {
  const originOf = origins(known);
  const services = new Map<string, Service>();
  const bypasses: Bypass[] = [];
  for (const one of workloads) {
    const service = serviceOf(one, originOf(one), at);
    if (service) {
      services.set(service.key, joined(services.get(service.key), service));
    } else if (!one.owned && !isWithin(known.exclude, one.namespace)) {
      const { cluster, namespace, kind, name } = one;
      const uses = one.uses.filter(use => !known.offered.includes(use));
      bypasses.push({ cluster, namespace, kind, name, uses });
    }
  }
  return { services: [...services.values()], bypasses };
}

/**
 * Namespaces of services of which it is not known yet when they were ready: only
 * their pods have to be asked for.
 */
export function waitingIn(
  workloads: readonly SeenWorkload[],
  known: Known,
  ready: ReadonlySet<string>,
): Set<string> {
  const originOf = origins(known);
  return new Set(
    workloads
      .filter(one => {
        const service = serviceOf(one, originOf(one), '');
        return service && !service.readyAt && !ready.has(service.key);
      })
      .map(({ namespace }) => namespace),
  );
}

/** What is known of where a workload came from. */
interface Origin {
  run?: Run;
  entity?: MadeEntity;
}

/** By the annotation that a run leaves, else by the component that it belongs to. */
function origins(known: Known): (one: SeenWorkload) => Origin {
  const { runs, entities } = known;
  const byTask = new Map(runs.map(run => [run.task, run]));
  const byEntity = registering(known);
  const byId = new Map(entities.map(one => [one.kubernetesId, one]));
  const byRef = new Map(entities.map(one => [one.entityRef, one]));
  return ({ task = '', kubernetesId = '' }) => {
    const labelled = byId.get(kubernetesId);
    const run = byTask.get(task) ?? byEntity.get(labelled?.entityRef ?? '');
    return { run, entity: labelled ?? byRef.get(run?.entityRef ?? '') };
  };
}

/** Of two that ended at once, always the same is the first. */
const endOf = ({ task, startedAt, endedAt = startedAt }: Run): string =>
  `${endedAt} ${task}`;

/**
 * By component, the run that registered it: the first that did, so that a later one of
 * the same name makes no other service of it. Nothing as long as there may be an
 * earlier one that is not known yet.
 */
export function registering({
  runs,
  areRunsComplete,
}: Pick<Known, 'runs' | 'areRunsComplete'>): Map<string, Run> {
  const found = new Map<string, Run>();
  for (const run of areRunsComplete ? runs : []) {
    const { entityRef = '' } = run;
    const other = found.get(entityRef);
    if (entityRef && (!other || endOf(run) < endOf(other))) {
      found.set(entityRef, run);
    }
  }
  return found;
}

function serviceOf(
  { cluster, createdAt, readyAt }: SeenWorkload,
  { run, entity }: Origin,
  at: string,
): Service | undefined {
  const made = run ?? entity;
  return (
    made && {
      key: run ? `task:${run.task}` : entity!.entityRef,
      ...(run && { task: run.task }),
      template: made.template,
      madeVersion: made.version,
      version: entity?.version ?? made.version,
      firstAt: createdAt,
      ...(readyAt && { readyAt }),
      sightings: [{ cluster, lastAt: at }],
    }
  );
}

/** Of several workloads of one service, or of what is known and what is seen. */
export function joined(known: Service | undefined, seen: Service): Service {
  if (!known) {
    return seen;
  }
  const [readyAt] = [known.readyAt, seen.readyAt]
    .filter(time => time !== undefined)
    .sort();
  return {
    ...seen,
    madeVersion: known.madeVersion,
    firstAt: known.firstAt < seen.firstAt ? known.firstAt : seen.firstAt,
    ...(readyAt && { readyAt }),
    sightings: latest([...known.sightings, ...seen.sightings]),
  };
}

/**
 * What was known of a component before its run was, as what that run made: it is one
 * service, however it was known.
 */
export function asOfRun(
  one: Service,
  { task, template, version }: Run,
): Service {
  const key = `task:${task}`;
  return { ...one, key, task, template, madeVersion: version };
}

/** The last of each cluster. */
function latest(sightings: readonly Sighting[]): Sighting[] {
  const found = new Map<string, Sighting>();
  for (const one of sightings) {
    const other = found.get(one.cluster);
    if (!other || other.lastAt < one.lastAt) {
      found.set(one.cluster, one);
    }
  }
  return [...found.values()];
}
