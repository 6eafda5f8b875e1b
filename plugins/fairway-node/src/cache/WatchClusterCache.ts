import type { ClusterConnection } from '../client/connection';
import { KindReflector, ReflectorCounters } from './KindReflector';
import { Lease } from './Lease';
import { realTimers, sleep, Timers } from './timers';
import { CacheTuning, DEFAULT_TUNING } from './tuning';
import type {
  CachedKind,
  CacheLease,
  CacheState,
  ClusterCache,
  Projection,
} from './types';

const OPEN_TIMEOUT = 5_000;

interface Entry {
  reflector: KindReflector<Projection>;
  holders: number;
  /** Keeps the entry from being let go, while set it is about to be. */
  cancelEnd?: () => void;
}

/** One kind, as metrics and tests want to know it. @internal */
export interface KindStatistics extends ReflectorCounters {
  plural: string;
  state: CacheState;
  items: number;
  holders: number;
}

/**
 * The watch cache of one cluster. Kinds are told apart by identity: share the
 * `CachedKind` constant, and you share the watch.
 *
 * @internal
 */
export class WatchClusterCache implements ClusterCache {
  private readonly entries = new Map<CachedKind<Projection>, Entry>();
  private readonly tuning: CacheTuning;
  private readonly timers: Timers;
  private stopped = false;

  constructor(
    private readonly connection: ClusterConnection,
    private readonly options: {
      tuning?: Partial<CacheTuning>;
      timers?: Timers;
      onProblem?: (message: string) => void;
    } = {},
  ) {
    this.tuning = { ...DEFAULT_TUNING, ...options.tuning };
    this.timers = options.timers ?? realTimers;
  }

  async open(
    kinds: readonly CachedKind<Projection>[],
    options: { timeout?: number; signal?: AbortSignal } = {},
  ): Promise<CacheLease> {
    options.signal?.throwIfAborted();
    const held = new Map(kinds.map(kind => [kind, this.hold(kind)]));
    const lease = new Lease({
      cluster: this.connection.cluster,
      reflectors: held,
      timing: { everyMs: this.tuning.coalesceMs, timers: this.timers },
      onRelease: () => held.forEach((_, kind) => this.letGo(kind)),
    });
    const waiting = new AbortController();
    const stopWaiting = () => waiting.abort();
    options.signal?.addEventListener('abort', stopWaiting);
    try {
      await Promise.race([
        Promise.all([...held.values()].map(({ settled }) => settled)),
        sleep(this.timers, options.timeout ?? OPEN_TIMEOUT, waiting.signal),
      ]);
      options.signal?.throwIfAborted();
      return lease;
    } catch (error) {
      lease.release();
      throw error;
    } finally {
      options.signal?.removeEventListener('abort', stopWaiting);
      stopWaiting();
    }
  }

  statistics(): KindStatistics[] {
    return [...this.entries].map(([kind, { reflector, holders }]) => ({
      plural: kind.type.plural,
      state: reflector.state,
      items: reflector.size,
      holders,
      ...reflector.counters,
    }));
  }

  /** Ends all watches. Leases that are still held show stale data. */
  stop(): void {
    this.stopped = true;
    for (const { reflector, cancelEnd } of this.entries.values()) {
      cancelEnd?.();
      reflector.stop();
    }
    this.entries.clear();
  }

  private hold(kind: CachedKind<Projection>): KindReflector<Projection> {
    let entry = this.entries.get(kind);
    if (!entry) {
      entry = { reflector: this.start(kind), holders: 0 };
      this.entries.set(kind, entry);
    }
    entry.cancelEnd?.();
    entry.cancelEnd = undefined;
    entry.holders++;
    return entry.reflector;
  }

  private start(kind: CachedKind<Projection>): KindReflector<Projection> {
    const reflector = new KindReflector(this.connection, kind, {
      tuning: this.tuning,
      timers: this.timers,
      onProblem: this.options.onProblem,
    });
    if (this.stopped) {
      reflector.stop();
    } else {
      void reflector.run();
    }
    return reflector;
  }

  private letGo(kind: CachedKind<Projection>): void {
    const entry = this.entries.get(kind);
    if (!entry) {
      return;
    }
    entry.holders--;
    if (entry.holders === 0) {
      entry.cancelEnd = this.timers.after(this.tuning.lingerMs, () => {
        this.entries.delete(kind);
        entry.reflector.stop();
      });
    }
  }
}
