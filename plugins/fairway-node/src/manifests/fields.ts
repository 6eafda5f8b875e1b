import type { KubernetesObject } from '@kubernetes/client-node';

/** Part of a manifest, of which nothing is known yet. @public */
export type Fields = Record<string, unknown>;

/** A manifest as somebody wrote it. @public */
export type Manifest = KubernetesObject & Fields;

/**
 * What is no object has no fields; the API server says what it should be.
 *
 * @public
 */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {};
}

/** The entries of a list that are objects. @public */
export function entriesOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

/** Text, or nothing. @public */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * Whether a switch is on. What is neither true nor false counts as on: it is
 * for the API server to refuse, and not for us to overlook.
 *
 * @public
 */
export function isOn(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}

/** The group of an `apiVersion`; empty for the core. @public */
export function groupOf(apiVersion: string | undefined): string {
  const parts = (apiVersion ?? '').split('/');
  return parts.length > 1 ? parts[0] : '';
}

/**
 * The annotation in which tools keep the file that an object came from. Taken
 * off before anything is applied.
 *
 * @public
 */
export const FILE_ANNOTATION = 'config.kubernetes.io/path';

/**
 * Where a manifest is, as `deploy/web.yaml: Deployment 'web'`.
 *
 * @public
 */
export function placeOf({ kind, metadata }: KubernetesObject): string {
  const file = metadata?.annotations?.[FILE_ANNOTATION];
  const name = metadata?.name ? ` '${metadata.name}'` : '';
  return `${file ? `${file}: ` : ''}${kind ?? 'object without kind'}${name}`;
}
