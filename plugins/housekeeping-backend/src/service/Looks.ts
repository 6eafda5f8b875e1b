import type {
  CacheLease,
  Cluster,
  FairwayClusters,
  Projection,
  CachedKind,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { Touches } from '../domain/evaluate/touched';
import { ALL_KINDS, type Source } from '../domain/kinds';
import type { Settings } from '../domain/settings/settings';

/** Milliseconds for which a reader waits for a first list. */
const READ_TIMEOUT = 3_000;

interface LooksOptions {
  clusters: FairwayClusters;
  settings: Pick<Settings, 'clusters'>;
}

/**
 * Looks at clusters through the shared watch cache, and keeps it warm: each kind
 * is listed once, and watched from then on.
 */
export class Looks {
  private readonly held = new Map<string, Promise<CacheLease>>();
  private readonly touches = new Map<string, Touches>();

  private constructor(private readonly options: LooksOptions) {}

  static create(options: LooksOptions): Looks {
    return new Looks(options);
  }

  /** Those that housekeeping is for. */
  async clusters(name?: string): Promise<Cluster[]> {
    const { clusters, settings } = this.options;
    const all = name ? [await clusters.get(name)] : await clusters.list();
    return all.filter(one => settings.clusters?.includes(one.name) ?? true);
  }

  /** To be released by whoever opened it. */
  async open(
    cluster: Cluster,
    options: { timeout?: number; signal?: AbortSignal } = {},
  ): Promise<CacheLease> {
    this.hold(cluster);
    return cluster.cache.open(ALL_KINDS, { timeout: READ_TIMEOUT, ...options });
  }

  /** What was of use since the last pass, as the watches saw it. */
  touchesIn(cluster: string): Touches {
    let touches = this.touches.get(cluster);
    if (!touches) {
      touches = new Touches();
      this.touches.set(cluster, touches);
    }
    return touches;
  }

  /** Lets go of everything that was kept warm. */
  async close(): Promise<void> {
    const leases = [...this.held.values()];
    this.held.clear();
    for (const lease of leases) {
      (await lease.catch(() => undefined))?.release();
    }
  }

  private hold(cluster: Cluster): void {
    if (!this.held.has(cluster.name)) {
      const touches = this.touchesIn(cluster.name);
      const lease = cluster.cache.open(ALL_KINDS, { timeout: 0 }).then(held => {
        held.onChange(() => {}, {
          concerns: item => {
            touches.note(item);
            return false;
          },
        });
        return held;
      });
      this.held.set(cluster.name, lease);
      lease.catch(() => this.held.delete(cluster.name));
    }
  }
}

/** What a lease holds, as rules ask for it. */
export function sourceOf(lease: CacheLease): Source {
  return {
    items: <P extends Projection>(kind: CachedKind<P>, namespace?: string) =>
      lease.reflector(kind).items(namespace),
    get: <P extends Projection>(
      kind: CachedKind<P>,
      namespace: string,
      name: string,
    ) => lease.reflector(kind).get(namespace, name),
  };
}
