import { ClusterConnection } from '../client/connection';
import { KubernetesApiError } from '../client/errors';
import { collectPages, isExpired, listPages } from '../client/listPages';
import { collectionPath } from '../client/resourcePath';
import { applyEvent, Change, StoreBuilder } from './applyEvent';
import { Backoff } from './backoff';
import { describeFailure, nameOf } from './describeFailure';
import type { CacheTuning } from './tuning';
import { Store } from './store';
import { sleep, Timers } from './timers';
import type { CachedKind, CacheState, Projection, Reflector } from './types';
import { SilentWatchError, WatchEvent, watchEvents } from './watchEvents';

/** What happened so far, for tests and metrics. @internal */
export interface ReflectorCounters {
  events: number;
  bookmarks: number;
  lists: number;
  watches: number;
  failures: number;
  /** Objects that the kind's projection could not read. */
  skipped: number;
}

/** Told of every change; without a change, the state or everything changed. @internal */
export type ReflectorListener = (change?: Change<Projection>) => void;

/** @internal */
export interface ReflectorOptions {
  tuning: CacheTuning;
  timers: Timers;
  /** Told of what an operator should know. */
  onProblem?: (message: string) => void;
}

/** A watch that held so long was a good one. */
const STABLE_MS = 10_000;

/**
 * Keeps one kind of one cluster up to date by one list and one watch: lists
 * again only when the server has forgotten where the watch was (410), otherwise
 * takes up the watch where it broke.
 *
 * @internal
 */
export class KindReflector<P extends Projection> implements Reflector<P> {
  readonly counters: ReflectorCounters = {
    events: 0,
    bookmarks: 0,
    lists: 0,
    watches: 0,
    failures: 0,
    skipped: 0,
  };
  /** Settles when the first list is there, or when it is known why not. */
  readonly settled: Promise<void>;

  private store: Store<P>;
  private current: CacheState = 'syncing';
  private words: string | undefined;
  private markSettled: () => void = () => {};
  /** There was a list once, so that there is something to show. */
  private listed = false;
  /** Where the watch is to go on; `undefined` = list first. */
  private position: string | undefined;
  private readonly backoff: Backoff;
  private readonly listeners = new Set<ReflectorListener>();
  private readonly stopping = new AbortController();

  constructor(
    private readonly connection: ClusterConnection,
    private readonly kind: CachedKind<P>,
    private readonly options: ReflectorOptions,
  ) {
    this.store = new Store(kind.indexedLabels);
    this.words = `The first list of ${this.what} is not there yet`;
    this.settled = new Promise(resolve => {
      this.markSettled = resolve;
    });
    this.backoff = new Backoff(options.tuning.backoff, options.timers);
  }

  get state(): CacheState {
    return this.current;
  }

  get message(): string | undefined {
    return this.words;
  }

  get size(): number {
    return this.store.size;
  }

  items(namespace?: string): Iterable<P> {
    return this.store.items(namespace);
  }

  get(namespace: string, name: string): P | undefined {
    return this.store.get(namespace, name);
  }

  withLabel(key: string, value: string): Iterable<P> {
    return this.store.withLabel(key, value);
  }

  subscribe(listener: ReflectorListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Runs until `stop`; never rejects. */
  async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      let pause: number;
      try {
        pause = await this.round();
      } catch (error) {
        pause = signal.aborted ? 0 : this.failed(error);
      }
      if (pause > 0) {
        await sleep(this.options.timers, pause, signal);
      }
    }
  }

  stop(): void {
    this.stopping.abort();
    this.enter('stale', `${this.what} are not watched any more`);
    this.markSettled();
  }

  /** A list if one is needed, then one watch to its end; returns how long to wait. */
  private async round(): Promise<number> {
    this.position ??= await this.list();
    const { timers } = this.options;
    const begun = timers.now();
    const { events, bookmarks } = this.counters;
    const before = events + bookmarks;
    try {
      await this.watch(this.position);
    } finally {
      const heard = this.counters.events + this.counters.bookmarks > before;
      if (heard || timers.now() - begun > STABLE_MS) {
        this.backoff.reset();
      }
    }
    // A server or proxy that ends every watch at once must not be hammered.
    return timers.now() - begun > 1_000 ? 0 : this.backoff.next();
  }

  private async list(): Promise<string> {
    const { connection, kind, options, stopping } = this;
    this.counters.lists++;
    const request = {
      path: collectionPath(kind.type),
      timeout: options.tuning.listTimeoutMs,
      signal: stopping.signal,
    };
    const { store, position } = await collectPages(
      () => listPages(connection, request),
      () => {
        const builder = new StoreBuilder(this.store);
        let first = '';
        return {
          add: page => {
            first ||= page.resourceVersion;
            for (const object of page.items) {
              const item = this.project(object);
              if (item) {
                builder.add(item);
              }
            }
          },
          result: () => ({ store: builder.result(), position: first }),
        };
      },
    );
    this.store = store;
    this.listed = true;
    this.tell();
    this.becomeLive();
    return position;
  }

  private async watch(position: string): Promise<void> {
    const { tuning, timers } = this.options;
    this.counters.watches++;
    const events = watchEvents(this.connection, {
      path: collectionPath(this.kind.type),
      resourceVersion: position,
      // Spread, so that the watches of all kinds do not end together.
      serverTimeoutSeconds: Math.round(
        tuning.watchSeconds * (1 + timers.random() / 5),
      ),
      silenceMs: tuning.silenceMs,
      connectTimeoutMs: tuning.listTimeoutMs,
      signal: this.stopping.signal,
      timers,
      onOpen: () => this.becomeLive(),
    });
    for await (const event of events) {
      this.take(event);
      this.position = event.object.metadata.resourceVersion;
    }
  }

  private take({ type, object }: WatchEvent): void {
    if (type === 'BOOKMARK') {
      this.counters.bookmarks++;
      return;
    }
    this.counters.events++;
    if (type === 'DELETED') {
      const { namespace = '', name } = object.metadata;
      this.tell(applyEvent(this.store, { type, namespace, name }));
      return;
    }
    const item = this.project(object);
    if (item) {
      this.tell(applyEvent(this.store, { type, item }));
    }
  }

  /** One object that cannot be read must not take the others with it. */
  private project(object: unknown): P | undefined {
    try {
      return this.kind.project(object);
    } catch (error) {
      this.counters.skipped++;
      this.options.onProblem?.(
        `One of the ${this.what} cannot be read and is left out: ${error}`,
      );
      return undefined;
    }
  }

  private becomeLive(): void {
    if (this.stopping.signal.aborted) {
      return;
    }
    this.enter('live');
    this.markSettled();
  }

  /** Takes note of what went wrong; returns how long to wait. */
  private failed(error: unknown): number {
    const { connection, what } = this;
    const { tuning } = this.options;
    if (isExpired(error)) {
      this.position = undefined;
      this.enter(
        this.listed ? 'stale' : 'syncing',
        `${what} are listed again, as the place of their watch is forgotten`,
      );
      return this.backoff.next();
    }
    if (error instanceof SilentWatchError) {
      // Perhaps there was really nothing to say; opening it again will tell.
      return 0;
    }
    this.counters.failures++;
    const { statusCode } = error as Partial<KubernetesApiError>;
    if (statusCode === 403) {
      this.forget();
      this.enter('forbidden', (error as Error).message);
    } else {
      this.enter(
        this.listed ? 'stale' : 'unreachable',
        describeFailure(error, { cluster: connection.cluster, what }),
      );
    }
    this.markSettled();
    const isLasting = statusCode === 403 || statusCode === 404;
    return isLasting ? tuning.refusedRetryMs : this.backoff.next();
  }

  /** What may not be read any more must not be shown any more. */
  private forget(): void {
    this.position = undefined;
    this.listed = false;
    this.store = new Store(this.kind.indexedLabels);
    this.tell();
  }

  private get what(): string {
    return nameOf(this.kind.type);
  }

  private enter(state: CacheState, message?: string): void {
    if (this.current !== state || this.words !== message) {
      this.current = state;
      this.words = message;
      this.tell();
    }
  }

  private tell(change?: Change<Projection>): void {
    if (change && !change.before && !change.after) {
      return;
    }
    for (const listener of this.listeners) {
      listener(change);
    }
  }
}
