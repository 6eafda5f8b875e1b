import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  KubernetesApiError,
  type Cluster,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { LedgerStore } from '../database/LedgerStore';
import type { WarningStore } from '../database/WarningStore';
import { contentHash, type LedgerFact } from '../domain/ledger/entry';
import { TYPES } from '../domain/kinds/resourceTypes';
import type { NamespaceFacts } from '../domain/kinds/namespace';
import { recheck } from '../domain/plan/planPass';
import type { Observer } from './Observer';

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
    const { id, deliveredAt, expiresAt } = last.op.warning;
    return this.delete(cluster, found.namespace, {
      actor: 'fairway:lifetime',
      rule: 'expired',
      evidence: last.op.evidence,
      warning: { id, deliveredAt, expiresAt },
    });
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
    ): Promise<void> => {
      await this.options.ledger.append({
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
    };
    await write('intended');
    try {
      await cluster.operator.delete(
        { type: TYPES.Namespace, name },
        { uid, resourceVersion },
      );
    } catch (error) {
      const { message } = error as Error;
      const status = error instanceof KubernetesApiError ? error.statusCode : 0;
      if (status === 404) {
        await write('gone');
        return { outcome: 'gone' };
      }
      await write(status === 409 ? 'refused' : 'failed', message);
      if (status === 409) {
        return { outcome: 'refused', message };
      }
      throw error;
    }
    await write('deleted');
    await this.options.warnings.forget(cluster.name, uid);
    return { outcome: 'deleted' };
  }
}
