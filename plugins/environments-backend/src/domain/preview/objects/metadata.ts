import { ENVIRONMENT_LABELS } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  fieldsOf,
  type Fields,
  type Manifest,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type { Refusal } from './refusal';

const OURS = 'fairway.dev/';
/** Label of every object of a preview; its value is the preview's name. */
export const PREVIEW_LABEL = 'fairway.dev/preview';

const NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
/** Made by Kubernetes or by the guard rails, which would put them back. */
const TAKEN = new Set(['ServiceAccount/default', 'ConfigMap/kube-root-ca.crt']);
/**
 * Instructions to controllers that act outside of the namespace: other hosts,
 * DNS entries, certificates, pieces of a proxy's configuration.
 */
const INSTRUCTED = new Set(['Service', 'Ingress', 'HTTPRoute']);
/** Notes of the tools that made the manifest. */
const TOOL_NOTES =
  /^(internal\.)?config\.kubernetes\.io\/|^kubectl\.kubernetes\.io\/last-applied-configuration$|^helm\.sh\/(hook|hook-weight|hook-delete-policy|resource-policy)$/;

/** What of an object's metadata cannot be. */
export function checkMetadata({ kind, metadata }: Manifest): Refusal[] {
  const { name, ...rest } = fieldsOf(metadata);
  const refusals: Refusal[] = [];
  if (typeof name !== 'string' || !NAME.test(name)) {
    refusals.push({
      field: 'metadata.name',
      why: `is ${
        JSON.stringify(name) ?? 'missing'
      }, but must be a name of lower-case letters, digits, '-' and '.'`,
    });
  } else if (TAKEN.has(`${kind}/${name}`)) {
    refusals.push({
      field: 'metadata.name',
      why: `'${name}' belongs to the cluster; choose another name`,
    });
  }
  if (listLength(rest.finalizers) > 0) {
    refusals.push({
      field: 'metadata.finalizers',
      why: 'would keep the preview from being deleted',
    });
  }
  if (listLength(rest.ownerReferences) > 0) {
    refusals.push({
      field: 'metadata.ownerReferences',
      why: 'name an object by its UID, which is another one in a preview',
    });
  }
  return refusals;
}

/** Metadata as it is applied, and the keys that were left out. */
export function previewMetadata(
  { kind, metadata }: Manifest,
  preview: string,
): { metadata: Fields; leftOut: string[] } {
  const { name, labels, annotations } = fieldsOf(metadata);
  const leftOut: string[] = [];
  const keep = (ours: boolean, value: unknown) =>
    Object.fromEntries(
      Object.entries(fieldsOf(value)).filter(([key]) => {
        const goes = key.startsWith(OURS) || ours;
        if (goes && !TOOL_NOTES.test(key)) {
          leftOut.push(key);
        }
        return !goes && !TOOL_NOTES.test(key);
      }),
    );
  const kept = keep(INSTRUCTED.has(kind ?? ''), annotations);
  return {
    metadata: {
      name,
      namespace: preview,
      labels: {
        ...keep(false, labels),
        [ENVIRONMENT_LABELS.managed]: 'true',
        [PREVIEW_LABEL]: preview,
      },
      ...(Object.keys(kept).length > 0 && { annotations: kept }),
    },
    leftOut,
  };
}

function listLength(value: unknown): number {
  return Array.isArray(value) ? value.length : Number(Boolean(value));
}
