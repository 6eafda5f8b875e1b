import type { Projection } from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject } from '@kubernetes/client-node';

/** What every projection of this plugin keeps. */
export interface ObjectFacts extends Projection {
  /** RFC 3339; empty if the object has none. */
  createdAt: string;
  /** RFC 3339; since when it is being deleted. */
  deletingSince?: string;
  /** Those under `fairway.dev/`. */
  annotations: Readonly<Record<string, string>>;
}

const OURS = 'fairway.dev/';

/** Facts that every object has. */
export function objectFacts(object: KubernetesObject): ObjectFacts {
  const { metadata = {} } = object;
  return {
    uid: metadata.uid ?? '',
    resourceVersion: metadata.resourceVersion ?? '',
    namespace: metadata.namespace ?? '',
    name: metadata.name ?? '',
    labels: metadata.labels ?? {},
    createdAt: timeText(metadata.creationTimestamp) ?? '',
    deletingSince: timeText(metadata.deletionTimestamp),
    annotations: Object.fromEntries(
      Object.entries(metadata.annotations ?? {}).filter(([key]) =>
        key.startsWith(OURS),
      ),
    ),
  };
}

/** Objects arrive as JSON, but typed as if dates had been revived. */
function timeText(value: Date | string | undefined): string | undefined {
  return value instanceof Date ? value.toISOString() : value;
}
