import {
  DeliveredWarnings,
  type DeliveredWarningsOptions,
  type WarningSubject,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { Verdict } from '../domain/evaluate/evaluate';
import { refOf } from '../domain/view/findingView';
import type { Owners } from './Owners';

const HOUR = 3_600_000;
/** Objects that one message names. */
const NAMED = 20;
/** Objects that one message is about: a database takes them in one go. */
const BATCH = 500;

interface WarnerOptions extends DeliveredWarningsOptions {
  owners: Owners;
}

interface Subject extends WarningSubject {
  verdict: Verdict;
}

/** Tells owners what of theirs will be deleted: one message for all of it. */
export class Warner {
  private constructor(
    private readonly delivered: DeliveredWarnings,
    private readonly options: WarnerOptions,
  ) {}

  static create(options: WarnerOptions): Warner {
    return new Warner(DeliveredWarnings.create(options), options);
  }

  /** @returns of how many objects a warning was delivered */
  async warn(
    cluster: string,
    candidates: readonly Verdict[],
    signal?: AbortSignal,
  ): Promise<number> {
    const ownershipOf = await this.options.owners.open();
    const byOwner = new Map<string, Subject[]>();
    for (const verdict of candidates) {
      const { namespace, place, object } = verdict;
      const { labels } = object;
      const { owner } = ownershipOf({ cluster, namespace, place, labels });
      byOwner.set(owner, [
        ...(byOwner.get(owner) ?? []),
        subjectOf(cluster, verdict),
      ]);
    }
    let told = 0;
    for (const [owner, subjects] of byOwner) {
      for (let i = 0; i < subjects.length; i += BATCH) {
        signal?.throwIfAborted();
        const delivered = await this.delivered.warn({
          cluster,
          owner,
          subjects: subjects.slice(i, i + BATCH),
          write: some => this.write(cluster, some),
        });
        told += delivered.length;
      }
    }
    return told;
  }

  private write(cluster: string, subjects: readonly Subject[]) {
    const now = this.options.now().getTime();
    const lines = subjects.slice(0, NAMED).map(({ name, verdict }) => {
      const { rule, expiresAt = '' } = verdict;
      const notice = now + rule.noticeHours * HOUR;
      const deadline = new Date(Math.max(Date.parse(expiresAt), notice));
      return `${name} (${rule.title}, ${verdict.matched
        ?.evidence()
        .at(0)}): not before ${deadline.toISOString()}`;
    });
    const more = subjects.length - lines.length;
    const [first] = subjects;
    return {
      title:
        subjects.length === 1
          ? `${first.name} in ${cluster} will be deleted`
          : `${subjects.length} things in ${cluster} will be deleted`,
      description: [
        ...lines,
        ...(more > 0 ? [`and ${more} more`] : []),
        'Renew or protect what you still need.',
      ].join('\n'),
      link: '/housekeeping',
      severity: 'high' as const,
      topic: 'housekeeping',
    };
  }
}

function subjectOf(cluster: string, verdict: Verdict): Subject {
  const { kind, namespace, name } = refOf(cluster, verdict);
  return {
    verdict,
    namespace,
    name:
      kind === 'Namespace' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`,
    uid: verdict.object.uid,
    expiresAt: verdict.expiresAt ?? '',
  };
}
