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
  /** Value of the label `fairway.dev/stage` of a namespace. */
  stageOf(namespace: string): string | undefined;
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

/** The developer's own copy is nearest. */
function distanceTo(
  namespace: string,
  { sandbox, stageOf, elsewhere }: Vicinity,
): number | undefined {
  if (namespace === sandbox) {
    return -1;
  }
  const stage = STAGES.indexOf(stageOf(namespace) ?? '');
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
