/**
 * The vocabulary of `kinds/`: *facts* are what is kept of an object, trimmed,
 * so that 100,000 pods fit in memory. A `…Kind` is the pure function from the
 * object to its facts, for the watch cache and for fresh reads alike.
 */
import type { WorkloadKind } from '@fairway-idp/backstage-plugin-fairway-common';
import type { Projection } from '../../cache/types';
import type {
  KubernetesObject,
  V1Container,
  V1OwnerReference,
  V1PodTemplateSpec,
} from '@kubernetes/client-node';
import { findManager, type Manager } from '../managedBy/findManager';

/**
 * Who owns an object: its `ownerReferences` entry with `controller: true`.
 *
 * @public
 */
export interface ControllerRef {
  kind: string;
  name: string;
  uid: string;
}

/** What every projection of this plugin keeps. @public */
export interface ObjectFacts extends Projection {
  /** RFC 3339; empty if the object has none. */
  createdAt: string;
  /** Has a deletion timestamp. */
  deleting: boolean;
  controller?: ControllerRef;
}

/** A status condition, as most kinds have them. @public */
export interface ConditionFacts {
  type: string;
  status: string;
  reason: string;
  message: string;
}

/** A container's image. @public */
export interface ImageFacts {
  container: string;
  image: string;
}

/** What all five kinds of workload have in common. @public */
export interface WorkloadFacts extends ObjectFacts {
  kind: WorkloadKind;
  generation: number;
  /** 0 until a controller has seen the object. */
  observedGeneration: number;
  images: ImageFacts[];
  managedBy?: Manager;
}

/** Labels by which an entity's workloads are mostly found. @public */
export const INDEXED_LABELS = ['backstage.io/kubernetes-id'] as const;

/**
 * Objects arrive as JSON, but typed as if dates had been revived.
 *
 * @public
 */
export function timeText(value: Date | string | undefined | null): string {
  if (!value) {
    return '';
  }
  return value instanceof Date ? value.toISOString() : String(value);
}

/** Facts that every object has. @public */
export function objectFacts(object: KubernetesObject): ObjectFacts {
  const { metadata = {} } = object;
  return {
    uid: metadata.uid ?? '',
    resourceVersion: metadata.resourceVersion ?? '',
    namespace: metadata.namespace ?? '',
    name: metadata.name ?? '',
    labels: metadata.labels ?? {},
    createdAt: timeText(metadata.creationTimestamp),
    deleting: Boolean(metadata.deletionTimestamp),
    controller: controllerOf(metadata.ownerReferences),
  };
}

/** Facts that every workload has. @public */
export function workloadFacts(options: {
  kind: WorkloadKind;
  /** API group of the kind, for the Argo CD tracking id. */
  group: string;
  object: KubernetesObject & { status?: object };
  template?: V1PodTemplateSpec;
}): WorkloadFacts {
  const { kind, group, object, template } = options;
  return {
    ...objectFacts(object),
    kind,
    generation: object.metadata?.generation ?? 0,
    observedGeneration: observedGeneration(object.status),
    images: imagesOf(template),
    managedBy: findManager({ group, kind, metadata: object.metadata ?? {} }),
  };
}

function observedGeneration(
  status: { observedGeneration?: number } | undefined,
): number {
  return status?.observedGeneration ?? 0;
}

/**
 * Images of the containers that keep running; init containers that end are left out.
 *
 * @public
 */
export function imagesOf(
  template: V1PodTemplateSpec | undefined,
): ImageFacts[] {
  const { containers = [], initContainers = [] } = template?.spec ?? {};
  return [...containers, ...initContainers.filter(isSidecar)].map(
    container => ({
      container: container.name,
      image: container.image ?? '',
    }),
  );
}

/** An init container that keeps running beside the others. @public */
export function isSidecar(container: V1Container): boolean {
  return container.restartPolicy === 'Always';
}

/** @see ConditionFacts @public */
export function conditionFacts(
  conditions:
    | Array<{
        type: string;
        status: string;
        reason?: string;
        message?: string;
      }>
    | undefined,
): ConditionFacts[] {
  return (conditions ?? []).map(({ type, status, reason, message }) => ({
    type,
    status,
    reason: reason ?? '',
    message: message ?? '',
  }));
}

/** The condition of that type, if it holds. @public */
export function trueCondition(
  conditions: readonly ConditionFacts[],
  type: string,
): ConditionFacts | undefined {
  return conditions.find(
    condition => condition.type === type && condition.status === 'True',
  );
}

function controllerOf(
  owners: V1OwnerReference[] | undefined,
): ControllerRef | undefined {
  const owner = owners?.find(candidate => candidate.controller);
  return owner && { kind: owner.kind, name: owner.name, uid: owner.uid };
}
