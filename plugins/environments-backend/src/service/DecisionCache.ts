import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Gate, Decisions } from './Gate';

/**
 * One viewer's decisions while they look, so that a busy cluster does not ask
 * the policy at every change. They grow old together: a withdrawn permission is
 * gone from the screen within `ttl`.
 */
export class DecisionCache {
  private readonly known = new Map<string, Decisions>();
  private expires = 0;

  private constructor(
    private readonly options: {
      gate: Gate;
      credentials: BackstageCredentials;
      /** Milliseconds. */
      ttl: number;
      now: () => number;
    },
  ) {}

  static create(options: {
    gate: Gate;
    credentials: BackstageCredentials;
    ttl: number;
    now: () => number;
  }): DecisionCache {
    return new DecisionCache(options);
  }

  /** Decisions for each reference, in their order. */
  async decide(refs: readonly string[]): Promise<Decisions[]> {
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
