/**
 * The vocabulary of `kinds/`: *facts* are what is kept of an object, trimmed so
 * that 100,000 of them fit in memory. A `…Kind` is the pure function from the
 * object to its facts, for the watch cache and for fresh reads alike, so that the
 * rules cannot tell them apart.
 */
import { HOUSEKEEPING_ANNOTATIONS as A } from '@fairway-idp/backstage-plugin-fairway-common';
import type { Projection } from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject, V1ObjectMeta } from '@kubernetes/client-node';
import { intern, internLabels } from './intern';

/** What every projection of this plugin keeps. */
export interface ObjectFacts extends Projection {
  /** RFC 3339; empty if the object has none. */
  createdAt: string;
  /** RFC 3339; since when it is being deleted. */
  deletingSince: string | undefined;
  /** Those under `fairway.dev/`; one shared value for all that have none. */
  annotations: Readonly<Record<string, string>>;
}

const OURS = 'fairway.dev/';
const NONE: Readonly<Record<string, string>> = Object.freeze({});

/** Facts that every object has. */
export function objectFacts(object: KubernetesObject): ObjectFacts {
  const { metadata = {} } = object;
  return {
    uid: metadata.uid ?? '',
    resourceVersion: metadata.resourceVersion ?? '',
    namespace: intern(metadata.namespace ?? ''),
    name: metadata.name ?? '',
    labels: internLabels(metadata.labels),
    createdAt: timeText(metadata.creationTimestamp) ?? '',
    deletingSince: timeText(metadata.deletionTimestamp),
    annotations: ours(metadata.annotations),
  };
}

function ours(annotations: V1ObjectMeta['annotations']) {
  let found: Record<string, string> | undefined;
  for (const key in annotations) {
    if (key.startsWith(OURS)) {
      found ??= {};
      found[key] = annotations[key];
    }
  }
  return found ?? NONE;
}

/** Objects arrive as JSON, but typed as if dates had been revived. */
export function timeText(value: Date | string | undefined): string | undefined {
  return value instanceof Date ? value.toISOString() : value;
}

/** What owns an object and decides about it. */
export interface Controller {
  kind: string;
  name: string;
}

/** The owner reference that is marked as the controller, or the only one. */
export function controllerOf({
  metadata,
}: KubernetesObject): Controller | undefined {
  const owners = metadata?.ownerReferences ?? [];
  const owner = owners.find(({ controller }) => controller) ?? owners[0];
  return owner && { kind: intern(owner.kind), name: intern(owner.name) };
}

/** Until when somebody wants to keep it; as it stands, readable or not. */
export function keepUntilOf({ annotations }: ObjectFacts): string | undefined {
  return annotations[A.keepUntil];
}
