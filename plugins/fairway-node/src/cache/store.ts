import type { Projection } from './types';

/**
 * Items of one kind by namespace and name, and by the labels that are indexed.
 * Changed in place: with 100,000 pods a copy for every event is out of question.
 *
 * @internal
 */
export class Store<P extends Projection> {
  private readonly namespaces = new Map<string, Map<string, P>>();
  private readonly indexes: Map<string, Map<string, Set<P>>>;
  private count = 0;

  constructor(readonly indexedLabels: readonly string[] = []) {
    this.indexes = new Map(indexedLabels.map(key => [key, new Map()]));
  }

  get size(): number {
    return this.count;
  }

  get(namespace: string, name: string): P | undefined {
    return this.namespaces.get(namespace)?.get(name);
  }

  *items(namespace?: string): Iterable<P> {
    if (namespace !== undefined) {
      yield* this.namespaces.get(namespace)?.values() ?? [];
      return;
    }
    for (const items of this.namespaces.values()) {
      yield* items.values();
    }
  }

  *withLabel(key: string, value: string): Iterable<P> {
    const index = this.indexes.get(key);
    if (index) {
      yield* index.get(value) ?? [];
      return;
    }
    for (const item of this.items()) {
      if (item.labels[key] === value) {
        yield item;
      }
    }
  }

  /** Returns what was there before. */
  put(item: P): P | undefined {
    const before = this.remove(item.namespace, item.name);
    let names = this.namespaces.get(item.namespace);
    if (!names) {
      names = new Map();
      this.namespaces.set(item.namespace, names);
    }
    names.set(item.name, item);
    this.count++;
    for (const [key, index] of this.indexes) {
      addTo(index, item.labels[key], item);
    }
    return before;
  }

  /** Returns what was there before. */
  remove(namespace: string, name: string): P | undefined {
    const names = this.namespaces.get(namespace);
    const before = names?.get(name);
    if (!names || !before) {
      return undefined;
    }
    names.delete(name);
    if (names.size === 0) {
      this.namespaces.delete(namespace);
    }
    this.count--;
    for (const [key, index] of this.indexes) {
      removeFrom(index, before.labels[key], before);
    }
    return before;
  }
}

type Index<P> = Map<string, Set<P>>;

function addTo<P>(index: Index<P>, value: string | undefined, item: P): void {
  if (value === undefined) {
    return;
  }
  const items = index.get(value);
  if (items) {
    items.add(item);
  } else {
    index.set(value, new Set([item]));
  }
}

/** Empty sets go too, else every name there ever was would stay. */
function removeFrom<P>(
  index: Index<P>,
  value: string | undefined,
  item: P,
): void {
  const items = value === undefined ? undefined : index.get(value);
  if (items?.delete(item) && items.size === 0) {
    index.delete(value as string);
  }
}
