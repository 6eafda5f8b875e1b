import {
  parseEntityRef,
  RELATION_API_PROVIDED_BY,
  RELATION_CONSUMES_API,
  RELATION_DEPENDS_ON,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { WorkspaceDependency } from '@fairway-idp/backstage-plugin-fairway-common';

/** Something that a component needs, and the entities that may give it. */
export interface Need {
  /** As the catalog relates it. */
  entityRef: string;
  via: WorkspaceDependency['via'];
  /** Entity references of what would answer: itself, or who provides the API. */
  givers: string[];
}

const VIA: Record<string, Need['via'][number] | undefined> = {
  [RELATION_DEPENDS_ON]: 'dependsOn',
  [RELATION_CONSUMES_API]: 'consumesApi',
};

/** What a component needs, by its relations; each once, in the order of their names. */
export function needsOf(
  entity: Entity,
): Array<Pick<Need, 'entityRef' | 'via'>> {
  const needs = new Map<string, Set<Need['via'][number]>>();
  for (const { type, targetRef } of entity.relations ?? []) {
    const via = VIA[type];
    if (via) {
      needs.set(targetRef, (needs.get(targetRef) ?? new Set()).add(via));
    }
  }
  return [...needs]
    .map(([entityRef, via]) => ({ entityRef, via: [...via].sort() }))
    .sort((a, b) => (a.entityRef < b.entityRef ? -1 : 1));
}

/** Who answers for what is needed: of an API those who provide it, else itself. */
export function giversOf(entity: Entity): string[] {
  const { kind } = parseEntityRef(stringifyEntityRef(entity));
  if (kind !== 'api') {
    return [stringifyEntityRef(entity)];
  }
  return (entity.relations ?? [])
    .filter(({ type }) => type === RELATION_API_PROVIDED_BY)
    .map(({ targetRef }) => targetRef)
    .sort();
}
