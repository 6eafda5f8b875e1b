import type { Entity } from '@backstage/catalog-model';

/** Value of the label `backstage.io/kubernetes-id` on the entity's objects. */
export const KUBERNETES_ID = 'backstage.io/kubernetes-id';

/** A label selector for the entity's objects, instead of that label. */
export const LABEL_SELECTOR = 'backstage.io/kubernetes-label-selector';

/**
 * The label selector of an entity's workloads, as a person would write it;
 * undefined if its annotations name none.
 */
export function selectorOf(entity: Entity): string | undefined {
  const { annotations = {} } = entity.metadata;
  const selector = annotations[LABEL_SELECTOR]?.trim();
  if (selector) {
    return selector;
  }
  const id = annotations[KUBERNETES_ID]?.trim();
  return id ? `${KUBERNETES_ID}=${id}` : undefined;
}

/**
 * Whether an entity says which workloads are its own.
 *
 * @public
 */
export function isWorkloadsAvailable(entity: Entity): boolean {
  return selectorOf(entity) !== undefined;
}

/** What to add to the catalog file of an entity that has no annotation. */
export function annotationSnippet(entity: Entity): string {
  return `metadata:\n  annotations:\n    ${KUBERNETES_ID}: ${entity.metadata.name}\n`;
}
