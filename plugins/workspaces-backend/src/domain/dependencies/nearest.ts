import { ENVIRONMENT_LABELS } from '@fairway-idp/backstage-plugin-fairway-common';

/** Stages whose objects a developer may lean on, the best first. Never production. */
export const STAGES = ['dev', 'test', 'staging'];

/** Something in a namespace. */
export interface Placed {
  namespace: string;
  name: string;
}

/** Where a developer is, and what the namespaces around are. */
export interface Vicinity {
  /** Empty for one that is not there yet. */
  sandbox: string;
  /** Labels of a namespace; undefined if it is not known. */
  labelsOf(namespace: string): Readonly<Record<string, string>> | undefined;
  /** Whether namespaces of other stages count, after all others. */
  elsewhere?: boolean;
}

/** The nearest first; those that are out of reach are left out. */
export function nearest<P extends Placed>(
  items: readonly P[],
  vicinity: Vicinity,
): P[] {
  return items
    .flatMap(item => {
      const distance = distanceTo(item.namespace, vicinity);
      return distance === undefined ? [] : [{ item, distance }];
    })
    .sort(
      (a, b) =>
        a.distance - b.distance || compare(keyOf(a.item), keyOf(b.item)),
    )
    .map(({ item }) => item);
}

/**
 * The developer's own copy is nearest. Previews and other people's sandboxes are
 * of stage `dev` too, but somebody's own, and gone some day: nobody leans on them.
 */
function distanceTo(
  namespace: string,
  { sandbox, labelsOf, elsewhere }: Vicinity,
): number | undefined {
  if (namespace === sandbox) {
    return -1;
  }
  const labels = labelsOf(namespace);
  if (labels?.[ENVIRONMENT_LABELS.managed] === 'true') {
    return undefined;
  }
  const stage = STAGES.indexOf(labels?.[ENVIRONMENT_LABELS.stage] ?? '');
  if (stage !== -1) {
    return stage;
  }
  return elsewhere ? STAGES.length : undefined;
}

function keyOf({ namespace, name }: Placed): string {
  return `${namespace}/${name}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
