import type { ResourceType } from '../client/types';

/** The least that every projection keeps. @public */
export interface Projection {
  uid: string;
  resourceVersion: string;
  namespace: string;
  name: string;
  labels: Readonly<Record<string, string>>;
}

/**
 * What the cache keeps of a kind: a pure function from the object to a trimmed
 * value, so that 100,000 pods fit in memory.
 *
 * @public
 */
export interface CachedKind<P extends Projection> {
  type: ResourceType;
  /** Keys of labels that `withLabel` finds without looking at every item. */
  indexedLabels?: readonly string[];
  project(object: unknown): P;
}

/**
 * `live`: as the cluster is. `syncing`: the first list is not there yet.
 * `stale`: as it was when the connection broke; it is tried again.
 * `unreachable`: nothing could be read yet. `forbidden`: the portal's account
 * may not list this kind; asked again every minute.
 *
 * @public
 */
export type CacheState =
  | 'live'
  | 'syncing'
  | 'stale'
  | 'unreachable'
  | 'forbidden';

/**
 * One kind in one cluster, kept by one watch however many look at it. What the
 * methods return follows the cluster: iterate at once, keep nothing.
 *
 * @public
 */
export interface Reflector<P extends Projection> {
  readonly state: CacheState;
  /** In words, when the state is not `live`. */
  readonly message?: string;
  /** All items of a namespace, or of the cluster. */
  items(namespace?: string): Iterable<P>;
  get(namespace: string, name: string): P | undefined;
  /** Items that carry this label value; quick for the keys in `indexedLabels`. */
  withLabel(key: string, value: string): Iterable<P>;
}

/**
 * The shared watch cache of one cluster: one paged list and one watch for each
 * kind that anybody looks at, let go some time after the last has gone.
 *
 * @public
 */
export interface ClusterCache {
  /**
   * Starts to look at kinds. Waits for the first list of each, but never longer
   * than `timeout` (default 5 s): what is not there by then has state `syncing`
   * or says what is wrong.
   */
  open(
    kinds: readonly CachedKind<Projection>[],
    options?: { timeout?: number; signal?: AbortSignal },
  ): Promise<CacheLease>;
}

/** What one viewer holds while it looks. @public */
export interface CacheLease {
  reflector<P extends Projection>(kind: CachedKind<P>): Reflector<P>;
  /** The worst of the kinds' states. */
  readonly state: CacheState;
  readonly message?: string;
  /**
   * Calls back after changes of items or states, coalesced (at most every
   * 100 ms); returns its stop. With `concerns`, changes of other items do not
   * wake the listener: in a large cluster something always changes somewhere.
   * It is asked about an item as it was and as it is.
   */
  onChange(
    listener: () => void,
    options?: { concerns?: (item: Projection) => boolean },
  ): () => void;
  /** To be called once by whoever opened it. */
  release(): void;
}
