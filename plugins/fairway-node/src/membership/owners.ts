import { RELATION_OWNED_BY, type Entity } from '@backstage/catalog-model';

/** Entity references of an entity's owners, as the catalog relates them. @public */
export function ownersOf(entity: Entity): string[] {
  return (entity.relations ?? [])
    .filter(({ type }) => type === RELATION_OWNED_BY)
    .map(({ targetRef }) => targetRef);
}

/** A sentence for somebody that may not. @public */
export function helpFrom(entity: Entity): string {
  const owners = ownersOf(entity);
  return owners.length > 0
    ? `Its owner, ${owners.join(' or ')}, may help.`
    : 'It has no owner in the catalog; those who run this portal may help.';
}
