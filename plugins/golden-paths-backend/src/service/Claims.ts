import { setTimeout as sleep } from 'node:timers/promises';
import { ConflictError } from '@backstage/errors';
import type { ClaimStore, UpgradeClaim } from '../database/ClaimStore';

/** Milliseconds after which whoever holds a claim is taken to have crashed. */
const STALE = 10 * 60_000;
/** Milliseconds for which one waits for another, and between two looks. */
const PATIENCE = 60_000;
const EVERY = 500;

/** Lets one at a time write an upgrade to a repository, over all replicas. */
export class Claims {
  private constructor(
    private readonly options: { store: ClaimStore; now: () => Date },
  ) {}

  static create(options: { store: ClaimStore; now: () => Date }): Claims {
    return new Claims(options);
  }

  /** @throws ConflictError if another one does not come to its end */
  async hold<T>(claim: UpgradeClaim, work: () => Promise<T>): Promise<T> {
    const { store, now } = this.options;
    const until = now().getTime() + PATIENCE;
    let holder = await this.take(claim);
    while (holder === undefined) {
      if (now().getTime() > until) {
        throw new ConflictError(
          'Somebody else has this component upgraded just now: look again in a minute',
        );
      }
      await sleep(EVERY);
      holder = await this.take(claim);
    }
    try {
      return await work();
    } finally {
      await store.release(claim, holder);
    }
  }

  private take(claim: UpgradeClaim): Promise<string | undefined> {
    const at = this.options.now();
    return this.options.store.take(claim, {
      at,
      stale: new Date(at.getTime() - STALE),
    });
  }
}
