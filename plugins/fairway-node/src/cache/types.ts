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
  project(object: unknown): P;
}

/** @public */
export type CacheState = 'live' | 'syncing' | 'stale' | 'unreachable' | 'forbidden';

/** One kind in one cluster, kept by one watch however many look at it. @public */
export interface Reflector<P extends Projection> {
  readonly state: CacheState;
  /** In words, when the state is not `live`. */
  readonly message?: string;
  /** All items of a namespace, or of the cluster. */
  items(namespace?: string): Iterable<P>;
  get(namespace: string, name: string): P | undefined;
  /** Items that carry this label value; indexed for the keys that the kind names. */
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

/** @public */
export interface CacheLease {
  reflector<P extends Projection>(kind: CachedKind<P>): Reflector<P>;
  /** The worst of the kinds' states. */
  readonly state: CacheState;
  readonly message?: string;
  /** Calls back after changes, coalesced (at most every 100 ms); returns its stop. */
  onChange(listener: () => void): () => void;
  /** To be called once by whoever opened it. */
  release(): void;
}
