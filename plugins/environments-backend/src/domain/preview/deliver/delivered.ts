import type { DeliveredObject } from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject } from '@kubernetes/client-node';

/** The annotation in which a preview's namespace says what was delivered. */
export const DELIVERED = 'fairway.dev/delivered';

/**
 * What the annotation says. While a delivery goes on (or broke off) there is no
 * commit, and the objects are those of before and after together.
 */
export interface Delivered {
  /** SHA. */
  commit?: string;
  /** Of the configuration and the folders by which it was made. */
  fingerprint?: string;
  /** The wish of a person that was fulfilled, see `PreviewRecord.again`. */
  again?: string;
  /** Where it answers. */
  url?: string;
  /** Whether it has a schema of its own. */
  database?: boolean;
  objects: DeliveredObject[];
}

/** Undefined if there is none, or none that can be understood. */
export function readDelivered(
  annotations: Readonly<Record<string, string>>,
): Delivered | undefined {
  try {
    const value: unknown = JSON.parse(annotations[DELIVERED] ?? 'null');
    return isDelivered(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What stands there before the first object is applied. */
export function delivering(
  before: Delivered | undefined,
  objects: readonly DeliveredObject[],
  about: Pick<Delivered, 'url' | 'database'>,
): Delivered {
  const all = [...(before?.objects ?? []), ...objects].map(
    ({ apiVersion, kind, name }) => ({ apiVersion, kind, name }),
  );
  const unique = new Map(all.map(object => [JSON.stringify(object), object]));
  return { ...about, objects: [...unique.values()] };
}

/** Objects as an inventory names them. */
export function inventory(
  objects: readonly KubernetesObject[],
): DeliveredObject[] {
  return objects.map(({ apiVersion = '', kind = '', metadata }) => ({
    apiVersion,
    kind,
    name: metadata?.name ?? '',
  }));
}

function isDelivered(value: unknown): value is Delivered {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const { commit, url, objects } = value as Partial<Delivered>;
  return (
    isTextOrNothing(commit) &&
    isTextOrNothing(url) &&
    Array.isArray(objects) &&
    objects.every(isObject)
  );
}

function isObject(value: Partial<DeliveredObject> | null): boolean {
  return [value?.apiVersion, value?.kind, value?.name].every(
    part => typeof part === 'string' && part !== '',
  );
}

function isTextOrNothing(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}
