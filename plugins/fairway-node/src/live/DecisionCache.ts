import type { BackstageCredentials } from '@backstage/backend-plugin-api';

/** Asks the permission policy about many resources at once. @public */
export interface DecisionGate<D> {
  /** One answer for each reference, in their order. */
  decide(
    refs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<D[]>;
}

/** @public */
export interface DecisionCacheOptions<D> {
  gate: DecisionGate<D>;
  credentials: BackstageCredentials;
  /** Milliseconds. */
  ttl: number;
  now: () => number;
}

/**
 * One viewer's decisions while they look, so that a busy cluster does not ask
 * the policy at every change. They grow old together: a withdrawn permission is
 * gone from the screen within `ttl`.
 *
 * @public
 */
export class DecisionCache<D> {
  private readonly known = new Map<string, D>();
  private expires = 0;

  private constructor(private readonly options: DecisionCacheOptions<D>) {}

  static create<D>(options: DecisionCacheOptions<D>): DecisionCache<D> {
    return new DecisionCache(options);
  }

  /** Decisions for each reference, in their order. */
  async decide(refs: readonly string[]): Promise<D[]> {
    const { gate, credentials, ttl, now } = this.options;
    if (now() >= this.expires) {
      this.known.clear();
      this.expires = now() + ttl;
    }
    const missing = refs.filter(ref => !this.known.has(ref));
    const answers = await gate.decide(missing, credentials);
    missing.forEach((ref, i) => this.known.set(ref, answers[i]));
    return refs.map(ref => this.known.get(ref)!);
  }
}
