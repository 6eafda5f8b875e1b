import type { V1PodTemplateSpec } from '@kubernetes/client-node';
import { parseQuantity } from '@fairway-idp/backstage-plugin-fairway-common';

/** The label that the Deployment controller adds to every ReplicaSet's template. */
export const HASH_LABEL = 'pod-template-hash';

/** The template without the label that only ReplicaSets carry. */
export function withoutHash(template: V1PodTemplateSpec): V1PodTemplateSpec {
  const labels = { ...template.metadata?.labels };
  delete labels[HASH_LABEL];
  return { ...template, metadata: { ...template.metadata, labels } };
}

/**
 * Whether two pod templates mean the same, as `apiequality.Semantic` finds
 * (`util/deployment/deployment.go`): without the hash label, quantities by
 * value, absent as empty for maps and lists, times by instant.
 */
export function equalTemplates(
  a: V1PodTemplateSpec,
  b: V1PodTemplateSpec,
): boolean {
  return equal(normal(withoutHash(a)), normal(withoutHash(b)));
}

/** Fields that hold a map from names to quantities. */
const QUANTITY_MAPS = ['limits', 'requests', 'overhead', 'capacity'];
/** Fields that hold one quantity. */
const QUANTITIES = ['sizeLimit', 'divisor'];
/** Maps, which mean the same when empty as when absent; other objects do not. */
const MAPS = [
  ...QUANTITY_MAPS,
  'labels',
  'annotations',
  'nodeSelector',
  'matchLabels',
];
/** Fields whose own keys are names that users give. */
const FREE_MAPS = ['labels', 'annotations', 'nodeSelector', 'matchLabels'];

function normal(value: unknown, field = ''): unknown {
  if (Array.isArray(value)) {
    return value.map(item => normal(item));
  }
  if (value instanceof Date) {
    return value.getTime();
  }
  if (typeof value === 'object' && value !== null) {
    return normalObject(value, field);
  }
  if (QUANTITIES.includes(field)) {
    return quantity(value);
  }
  return field === 'creationTimestamp' ? instant(value) : value;
}

function normalObject(value: object, field: string): object {
  const entries = Object.entries(value);
  if (FREE_MAPS.includes(field)) {
    return Object.fromEntries(entries);
  }
  if (QUANTITY_MAPS.includes(field)) {
    return Object.fromEntries(
      entries.map(([name, amount]) => [name, quantity(amount)]),
    );
  }
  return Object.fromEntries(
    entries
      .map(([name, item]) => [name, normal(item, name)] as const)
      .filter(([name, item]) => !isNothing(name, item)),
  );
}

function isNothing(field: string, value: unknown): boolean {
  if (value === null || value === undefined) {
    return true;
  }
  if (Array.isArray(value)) {
    return value.length === 0;
  }
  return (
    MAPS.includes(field) &&
    typeof value === 'object' &&
    Object.keys(value).length === 0
  );
}

function quantity(value: unknown): unknown {
  const amount =
    typeof value === 'string' || typeof value === 'number'
      ? parseQuantity(value)
      : undefined;
  return amount === undefined ? value : `${amount}n`;
}

function instant(value: unknown): unknown {
  return typeof value === 'string' ? Date.parse(value) : value;
}

function equal(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

/** JSON with sorted keys: equal texts are equal values. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(
          Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : item,
  );
}
