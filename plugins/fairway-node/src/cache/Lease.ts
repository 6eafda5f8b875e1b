import { InputError } from '@backstage/errors';
import { Coalescer } from './Coalescer';
import type { KindReflector, ReflectorListener } from './KindReflector';
import type { Timers } from './timers';
import type {
  CachedKind,
  CacheLease,
  CacheState,
  Projection,
  Reflector,
} from './types';

/** From what is least to what is most in the way of trusting the data. */
const SEVERITY: readonly CacheState[] = [
  'live',
  'syncing',
  'stale',
  'forbidden',
  'unreachable',
];

/** @internal */
export interface LeaseOptions {
  cluster: string;
  reflectors: ReadonlyMap<CachedKind<Projection>, KindReflector<Projection>>;
  timing: { everyMs: number; timers: Timers };
  onRelease: () => void;
}

/** @internal */
export class Lease implements CacheLease {
  private released = false;
  private readonly stops = new Set<() => void>();

  constructor(private readonly options: LeaseOptions) {}

  get state(): CacheState {
    return this.worst?.state ?? 'live';
  }

  get message(): string | undefined {
    return this.worst?.message;
  }

  reflector<P extends Projection>(kind: CachedKind<P>): Reflector<P> {
    const { reflectors, cluster } = this.options;
    const reflector = reflectors.get(kind);
    if (!reflector) {
      throw new InputError(
        `The lease of cluster '${cluster}' was not opened for ${kind.type.plural}`,
      );
    }
    // The map's key is the very object whose `project` made the items.
    return reflector as Reflector<Projection> as Reflector<P>;
  }

  onChange(
    listener: () => void,
    options: { concerns?: (item: Projection) => boolean } = {},
  ): () => void {
    if (this.released) {
      return () => {};
    }
    const coalescer = new Coalescer(listener, this.options.timing);
    const { concerns } = options;
    const notice: ReflectorListener = change => {
      const isMine =
        !change ||
        !concerns ||
        (change.after && concerns(change.after)) ||
        (change.before && concerns(change.before));
      if (isMine) {
        coalescer.notice();
      }
    };
    const unsubscribe = [...this.options.reflectors.values()].map(reflector =>
      reflector.subscribe(notice),
    );
    const stop = () => {
      unsubscribe.forEach(end => end());
      coalescer.stop();
      this.stops.delete(stop);
    };
    this.stops.add(stop);
    return stop;
  }

  release(): void {
    if (this.released) {
      return;
    }
    this.released = true;
    [...this.stops].forEach(stop => stop());
    this.options.onRelease();
  }

  private get worst(): KindReflector<Projection> | undefined {
    let worst: KindReflector<Projection> | undefined;
    for (const reflector of this.options.reflectors.values()) {
      if (!worst || severity(reflector) > severity(worst)) {
        worst = reflector;
      }
    }
    return worst;
  }
}

function severity({ state }: { state: CacheState }): number {
  return SEVERITY.indexOf(state);
}
