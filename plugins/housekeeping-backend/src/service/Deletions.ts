import type { LedgerFact } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  KubernetesApiError,
  RecordedDeletions,
  type Cluster,
  type DeletionOutcome,
  type Ground,
  type KubernetesClient,
  type RecordedDeletionsOptions,
  type StaleRecord,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject } from '@kubernetes/client-node';
import type { Verdict } from '../domain/evaluate/evaluate';
import { TYPES } from '../domain/kinds/resourceTypes';
import { refOf } from '../domain/view/findingView';
import type { Rechecks } from './Rechecks';

interface DeletionsOptions extends RecordedDeletionsOptions {
  rechecks: Rechecks;
}

/** The only place from which this plugin deletes anything. */
export class Deletions {
  private constructor(
    private readonly recorded: RecordedDeletions,
    private readonly options: DeletionsOptions,
  ) {}

  static create(options: DeletionsOptions): Deletions {
    return new Deletions(RecordedDeletions.create(options), options);
  }

  /**
   * Deletes what is due, if a last look past every cache says so too. The API
   * server compares UID and resourceVersion: what was renewed or made anew in
   * between stays.
   */
  async deleteDue(cluster: Cluster, before: Verdict): Promise<DeletionOutcome> {
    const { kind, namespace, name } = refOf(cluster.name, before);
    let verdict: Verdict | undefined;
    try {
      verdict = await this.options.rechecks.afresh(cluster, {
        kind,
        namespace,
        name,
      });
    } catch (error) {
      // Not to know is to keep.
      return { outcome: 'kept', message: (error as Error).message };
    }
    if (verdict?.state !== 'due' || !verdict.warning) {
      return {
        outcome: 'kept',
        message: verdict?.why() ?? 'No rule is about it any more',
      };
    }
    if (verdict.object.uid !== before.object.uid) {
      return { outcome: 'kept', message: 'It was made anew in between' };
    }
    const { id, uid, deliveredAt, expiresAt } = verdict.warning;
    return this.delete(cluster, verdict, {
      client: cluster.operator,
      ground: {
        actor: 'fairway:housekeeping',
        rule: verdict.rule.id,
        evidence: [...(verdict.matched?.evidence() ?? []), verdict.why()],
        warning: { id, uid, deliveredAt, expiresAt },
      },
    });
  }

  /** Deletes exactly what was looked at, and writes down before and after. */
  async delete(
    cluster: Cluster,
    verdict: Verdict,
    by: { client: KubernetesClient; ground: Ground },
  ): Promise<DeletionOutcome> {
    const { kind, namespace, name } = refOf(cluster.name, verdict);
    const { uid, resourceVersion, labels, annotations } = verdict.object;
    const { rule, since } = verdict;
    const stale: StaleRecord = {
      since: since ?? '',
      olderThanHours: rule.olderThanHours,
      noticeHours: rule.noticeHours,
      version: rule.version,
    };
    const target = {
      cluster: cluster.name,
      namespace,
      kind,
      name,
      uid,
      before: { labels: { ...labels }, annotations: { ...annotations }, stale },
    };
    const preconditions = { uid, resourceVersion };
    return this.recorded.carryOut(target, by.ground, () =>
      verdict.matched?.deletion().how === 'evict'
        ? by.client.evict({ namespace, name }, preconditions)
        : by.client.delete(
            {
              type: TYPES[kind],
              ...(kind !== 'Namespace' && { namespace }),
              name,
            },
            preconditions,
          ),
    );
  }

  /** @see RecordedDeletions.closeOpen */
  async closeOpen(cluster: Cluster): Promise<void> {
    await this.recorded.closeOpen(cluster.name, fact =>
      isStillThere(cluster, fact),
    );
  }
}

/** @throws KubernetesApiError if the cluster does not tell */
async function isStillThere(
  { reader }: Cluster,
  { kind = 'Namespace', namespace, name = namespace, uid }: LedgerFact,
): Promise<boolean> {
  const type = (TYPES as Record<string, (typeof TYPES)['Pod'] | undefined>)[
    kind
  ];
  if (!type) {
    return false;
  }
  try {
    const { metadata } = await reader.get<KubernetesObject>({
      type,
      ...(kind !== 'Namespace' && { namespace }),
      name,
    });
    return metadata?.uid === uid && !metadata?.deletionTimestamp;
  } catch (error) {
    if (error instanceof KubernetesApiError && error.statusCode === 404) {
      return false;
    }
    throw error;
  }
}
