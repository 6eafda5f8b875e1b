import type { LedgerFact } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  KubernetesApiError,
  RecordedDeletions,
  type Cluster,
  type DeletionOutcome,
  type Ground,
  type RecordedDeletionsOptions,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { TYPES } from '../domain/kinds/resourceTypes';
import { namespaceKind, type NamespaceFacts } from '../domain/kinds/namespace';
import { recheck } from '../domain/plan/planPass';
import type { Observer } from './Observer';

interface DeletionsOptions extends RecordedDeletionsOptions {
  observer: Observer;
}

/** The only place from which a namespace is deleted. */
export class Deletions {
  private constructor(
    private readonly recorded: RecordedDeletions,
    private readonly options: DeletionsOptions,
  ) {}

  static create(options: DeletionsOptions): Deletions {
    return new Deletions(RecordedDeletions.create(options), options);
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
    await this.recorded.closeOpen(cluster.name, fact =>
      isStillThere(cluster, fact),
    );
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
    const target = {
      cluster: cluster.name,
      namespace: name,
      uid,
      before: { labels: { ...labels }, annotations: { ...annotations } },
    };
    return this.recorded.carryOut(target, ground, () =>
      cluster.operator.delete(
        { type: TYPES.Namespace, name },
        { uid, resourceVersion },
      ),
    );
  }
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
