import { wasOpen, type Change } from './changes.ts';
import type { Deletion } from './namespaceWatch.ts';

/** Milliseconds between a reading that says closed, and the deletion for it. */
const LAG = 10_000;
/** What clocks and rounding may take. */
const SLACK = 1_000;
const RULE = 'pull request closed';

interface Entry {
  fact: {
    uid: string;
    outcome: string;
    rule: string;
    evidence: string[];
  };
}

/** What came of the namespaces that were deleted. */
export interface Deletions {
  count: number;
  /** Each says why it should not have been. */
  wrong: string[];
}

/**
 * Holds every deletion that was watched against what people did on the forge,
 * and against the reason that the portal's ledger gives.
 *
 * @param repositories names, by the forge's ids
 */
export function judgeDeletions(options: {
  deletions: Iterable<Deletion>;
  changes: readonly Change[];
  repositories: ReadonlyMap<string, string>;
  ledger: string;
}): Deletions {
  const { changes, repositories } = options;
  const entries = options.ledger
    .split('\n')
    .filter(Boolean)
    .map(text => (JSON.parse(text) as Entry).fact);
  const reasons = new Map(entries.map(fact => [fact.uid, fact]));
  const deletions = [...options.deletions];
  const wrong = deletions.flatMap(({ namespace, at }) => {
    const { name, uid, repositoryId, number } = namespace;
    const change = changes.find(
      one =>
        one.repository === repositories.get(repositoryId) &&
        one.number === number,
    );
    if (!change) {
      return [`${name} belongs to no pull request`];
    }
    const fact = reasons.get(uid);
    if (fact?.rule !== RULE) {
      return [`${name}: the ledger gives the reason ${fact?.rule ?? 'none'}`];
    }
    const read = readAt(fact.evidence);
    return [
      ...(wasOpen(change, at - LAG, at)
        ? [`${name} was open all the time`]
        : []),
      ...(wasOpen(change, read - SLACK, read + SLACK)
        ? [`${name} was open when it was read as closed`]
        : []),
    ];
  });
  return { count: deletions.length, wrong };
}

function readAt(evidence: readonly string[]): number {
  const [, time] =
    /read by its number at (\S+)/.exec(evidence.join('\n')) ?? [];
  return Date.parse(time ?? '');
}
