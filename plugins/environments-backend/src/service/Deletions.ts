import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  KubernetesApiError,
  type Cluster,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { LedgerStore } from '../database/LedgerStore';
import type { WarningStore } from '../database/WarningStore';
import {
  contentHash,
  type LedgerEntry,
  type LedgerFact,
} from '../domain/ledger/entry';
import { TYPES } from '../domain/kinds/resourceTypes';
import { namespaceKind, type NamespaceFacts } from '../domain/kinds/namespace';
import { openIntents } from '../domain/ledger/openIntents';
import { recheck } from '../domain/plan/planPass';
import type { Observer } from './Observer';

/** Entries among which open ends are looked for. */
const RECENT = 500;
/** Milliseconds: a deletion that began so lately may be going on. */
const IN_FLIGHT = 2 * 60_000;

/** Who deletes what, and on what ground. */
export type Ground = Pick<
  LedgerFact,
  'actor' | 'rule' | 'evidence' | 'warning'
>;

/** How a deletion ended; `kept` never reached the API server. */
export type DeletionOutcome =
  | { outcome: 'deleted' | 'gone' }
  | { outcome: 'refused' | 'kept'; message: string };

interface DeletionsOptions {
  ledger: LedgerStore;
  warnings: WarningStore;
  observer: Observer;
  logger: LoggerService;
  now: () => Date;
}

/** The only place from which a namespace is deleted. */
export class Deletions {
  private constructor(private readonly options: DeletionsOptions) {}

  static create(options: DeletionsOptions): Deletions {
    return new Deletions(options);
  }

  /**
   * Deletes what expired, if a last look past every cache says so too. The API
   * server compares UID and resourceVersion: what was renewed or made anew in
   * between stays.
   */
  async deleteExpired(
    cluster: Cluster,
    name: string,
  ): Promise<DeletionOutcome> {
    const found = await this.options.observer.afresh(cluster, name);
    if (!found || !('known' in found)) {
      return { outcome: 'kept', message: 'It is not readable any more' };
    }
    const last = recheck(found.known, this.options.now());
    if (!('op' in last)) {
      return { outcome: 'kept', message: last.why };
    }
    const { id, uid, deliveredAt, expiresAt } = last.op.warning;
    return this.delete(cluster, found.namespace, {
      actor: 'fairway:lifetime',
      rule: 'expired',
      evidence: last.op.evidence,
      warning: { id, uid, deliveredAt, expiresAt },
    });
  }

  /**
   * Writes down how deletions ended whose end is not in the ledger, because the
   * portal went away in between.
   */
  async closeOpen(cluster: Cluster): Promise<void> {
    const { ledger, now } = this.options;
    const open = openIntents(await ledger.newest(RECENT), {
      cluster: cluster.name,
      before: now().getTime() - IN_FLIGHT,
    });
    for (const fact of open) {
      const isThere = await isStillThere(cluster, fact);
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

  /**
   * Deletes exactly what was looked at, and writes down before and after.
   *
   * @throws whatever keeps it from being decided, such as a cluster that hangs
   */
  async delete(
    cluster: Cluster,
    namespace: NamespaceFacts,
    ground: Ground,
  ): Promise<DeletionOutcome> {
    const { name, uid, resourceVersion, labels, annotations } = namespace;
    const before = { labels: { ...labels }, annotations: { ...annotations } };
    const write = async (
      outcome: LedgerFact['outcome'],
      message?: string,
    ): Promise<LedgerEntry> =>
      this.options.ledger.append({
        at: this.options.now().toISOString(),
        outcome,
        cluster: cluster.name,
        namespace: name,
        uid,
        ...ground,
        before,
        beforeHash: contentHash(before),
        ...(message && { message }),
      });
    await write('intended');
    try {
      await cluster.operator.delete(
        { type: TYPES.Namespace, name },
        { uid, resourceVersion },
      );
    } catch (error) {
      const { message } = error as Error;
      switch (error instanceof KubernetesApiError ? error.statusCode : 0) {
        case 404:
          await write('gone');
          return { outcome: 'gone' };
        case 409:
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
    // The log is kept elsewhere: it tells a ledger that was cut off or written anew.
    this.options.logger.info(
      `Deleted namespace ${name} in '${cluster.name}': entry ${sequence} of the ledger, head ${hash}`,
    );
    await this.options.warnings.forget(cluster.name, uid);
    return { outcome: 'deleted' };
  }
}

/** Not a connection that broke, or a server that failed on the way. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof KubernetesApiError &&
    error.statusCode >= 400 &&
    error.statusCode < 500
  );
}

/** @throws KubernetesApiError if the cluster does not tell */
async function isStillThere(
  { operator }: Cluster,
  { namespace, uid }: LedgerFact,
): Promise<boolean> {
  try {
    const found = namespaceKind.project(
      await operator.get({ type: TYPES.Namespace, name: namespace }),
    );
    return found.uid === uid && !found.deletingSince;
  } catch (error) {
    if (error instanceof KubernetesApiError && error.statusCode === 404) {
      return false;
    }
    throw error;
  }
}
