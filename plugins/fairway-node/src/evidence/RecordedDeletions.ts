import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  LedgerEntry,
  LedgerFact,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { KubernetesApiError } from '../client/errors';
import { contentHash } from './entry';
import type { LedgerStore } from './LedgerStore';
import { openIntents } from './openIntents';
import type { WarningStore } from './WarningStore';

/** Entries among which open ends are looked for. */
const RECENT = 500;
/** Milliseconds: a deletion that began so lately may be going on. */
const IN_FLIGHT = 2 * 60_000;

/** Who deletes what, and on what ground. @public */
export type Ground = Pick<
  LedgerFact,
  'actor' | 'rule' | 'evidence' | 'warning'
>;

/** How a deletion ended; `kept` never reached the API server. @public */
export type DeletionOutcome =
  | { outcome: 'deleted' | 'gone' }
  | { outcome: 'refused' | 'kept'; message: string };

/** Exactly what was looked at. @public */
export type DeletionTarget = Pick<
  LedgerFact,
  'cluster' | 'namespace' | 'kind' | 'name' | 'uid' | 'before'
>;

/** @public */
export interface RecordedDeletionsOptions {
  ledger: LedgerStore;
  warnings: WarningStore;
  logger: LoggerService;
  now: () => Date;
}

/**
 * Deletes with a ledger: what is intended is written down before, and how it
 * ended after, whatever happens in between.
 *
 * @public
 */
export class RecordedDeletions {
  private constructor(private readonly options: RecordedDeletionsOptions) {}

  static create(options: RecordedDeletionsOptions): RecordedDeletions {
    return new RecordedDeletions(options);
  }

  /**
   * @param send - deletes it, with preconditions; answers 409 (or 429, of an
   *   eviction) if it may not be just now
   * @throws whatever keeps it from being decided, such as a cluster that hangs
   */
  async carryOut(
    target: DeletionTarget,
    ground: Ground,
    send: () => Promise<unknown>,
  ): Promise<DeletionOutcome> {
    const write = async (outcome: LedgerFact['outcome'], message?: string) =>
      this.write(target, ground, { outcome, message });
    await write('intended');
    try {
      await send();
    } catch (error) {
      const { message } = error as Error;
      switch (statusOf(error)) {
        case 404:
          await write('gone');
          return { outcome: 'gone' };
        case 409:
        case 429:
          await write('refused', message);
          return { outcome: 'refused', message };
        default:
          if (isRefusal(error)) {
            await write('failed', message);
          }
          // Else nobody knows whether it was deleted: closeOpen finds out.
          throw error;
      }
    }
    const { sequence, hash } = await write('deleted');
    const { cluster, uid } = target;
    // The log is kept elsewhere: it tells a ledger that was cut off or written anew.
    this.options.logger.info(
      `Deleted ${nameOf(
        target,
      )} in '${cluster}': entry ${sequence} of the ledger, head ${hash}`,
    );
    await this.options.warnings.forget(cluster, uid);
    return { outcome: 'deleted' };
  }

  /**
   * Writes down how deletions ended whose end is not in the ledger, because the
   * portal went away in between.
   *
   * @param isStillThere - whether the very object is there and not being deleted
   */
  async closeOpen(
    cluster: string,
    isStillThere: (fact: LedgerFact) => Promise<boolean>,
  ): Promise<void> {
    const { ledger, now } = this.options;
    const open = openIntents(await ledger.newest(RECENT), {
      cluster,
      before: now().getTime() - IN_FLIGHT,
    });
    for (const fact of open) {
      const isThere = await isStillThere(fact);
      await ledger.append({
        ...fact,
        at: now().toISOString(),
        outcome: isThere ? 'failed' : 'deleted',
        message: isThere
          ? 'Found untouched after the portal was interrupted'
          : 'Found gone after the portal was interrupted',
      });
    }
  }

  private async write(
    target: DeletionTarget,
    ground: Ground,
    { outcome, message }: Pick<LedgerFact, 'outcome' | 'message'>,
  ): Promise<LedgerEntry> {
    const { before } = target;
    return this.options.ledger.append({
      at: this.options.now().toISOString(),
      outcome,
      ...target,
      ...ground,
      before,
      beforeHash: contentHash(before),
      ...(message && { message }),
    });
  }
}

function nameOf({ namespace, kind, name }: DeletionTarget): string {
  return kind && kind !== 'Namespace'
    ? `${kind} ${namespace}/${name}`
    : `namespace ${namespace}`;
}

function statusOf(error: unknown): number {
  return error instanceof KubernetesApiError ? error.statusCode : 0;
}

/** Not a connection that broke, or a server that failed on the way. */
function isRefusal(error: unknown): boolean {
  const status = statusOf(error);
  return status >= 400 && status < 500;
}
