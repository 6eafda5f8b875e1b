import { Store } from './store';
import type { Projection } from './types';

/** A change that a watch tells of, its object trimmed already. @internal */
export type StoreEvent<P extends Projection> =
  | { type: 'ADDED' | 'MODIFIED'; item: P }
  | { type: 'DELETED'; namespace: string; name: string };

/** What an event changed; neither is there if it told nothing new. @internal */
export interface Change<P extends Projection> {
  before?: P;
  after?: P;
}

/**
 * Folds one event of a watch into the store. A watch tells of each object in
 * order, but after a reconnect it may repeat itself: what is known already, or
 * a deletion of what is gone, changes nothing.
 *
 * @internal
 */
export function applyEvent<P extends Projection>(
  store: Store<P>,
  event: StoreEvent<P>,
): Change<P> {
  if (event.type === 'DELETED') {
    return { before: store.remove(event.namespace, event.name) };
  }
  const { item } = event;
  const known = store.get(item.namespace, item.name);
  if (known && isSame(known, item)) {
    return {};
  }
  return { before: store.put(item), after: item };
}

/**
 * Makes a store out of a whole list. Items that did not change are taken over
 * from the old store, so that a relist neither doubles the memory nor looks like
 * a change of everything; items that are not in the list are gone.
 *
 * @internal
 */
export class StoreBuilder<P extends Projection> {
  private readonly store: Store<P>;

  constructor(private readonly old: Store<P>) {
    this.store = new Store(old.indexedLabels);
  }

  add(item: P): void {
    const known = this.old.get(item.namespace, item.name);
    this.store.put(known && isSame(known, item) ? known : item);
  }

  result(): Store<P> {
    return this.store;
  }
}

/** A resourceVersion names one state of one object; equality is all that is asked of it. */
function isSame(a: Projection, b: Projection): boolean {
  return a.uid === b.uid && a.resourceVersion === b.resourceVersion;
}
