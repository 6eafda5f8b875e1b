import {
  ENVIRONMENT_LABELS,
  type LedgerEntry,
  type LedgerFact,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { canonicalJson } from './fingerprint';
import { contentHash } from './entry';
import { expiryOf, noticeOf } from './expiryOf';

/**
 * The close is what its people did: a preview that ends with it was not warned of.
 *
 * @public
 */
export const PULL_REQUEST_CLOSED = 'pull request closed';

/**
 * What is wrong with what entries claim, each in words: a deletion that was not
 * intended first, or by a rule without a fitting warning in time.
 *
 * @param minimumNotice - milliseconds between a delivered warning and a deletion
 */
export function judgeFacts(
  entries: readonly LedgerEntry[],
  { minimumNotice }: { minimumNotice: number },
): { problems: string[]; open: number } {
  const intended: LedgerFact[] = [];
  const problems = entries.flatMap(({ sequence, fact }) =>
    [
      ...contentProblems(fact),
      ...intentProblems(fact, intended),
      ...(fact.outcome === 'deleted'
        ? warningProblems(fact, minimumNotice)
        : []),
    ].map(problem => `Entry ${sequence} (${fact.namespace}): ${problem}`),
  );
  return { problems, open: countOpen(entries) };
}

function contentProblems({ before, beforeHash }: LedgerFact): string[] {
  return contentHash(before) === beforeHash
    ? []
    : ['what it was before does not fit its hash'];
}

/** An intention of which no end is known is no problem: the portal may have gone away. */
function intentProblems(fact: LedgerFact, intended: LedgerFact[]): string[] {
  if (fact.outcome === 'intended') {
    intended.push(fact);
    return [];
  }
  const place = intended.findIndex(one => isSameDeletion(one, fact));
  if (place < 0) {
    return [`was ${fact.outcome} without having been intended just so`];
  }
  intended.splice(place, 1);
  return [];
}

function isSameDeletion(one: LedgerFact, other: LedgerFact): boolean {
  const essence = ({ at: _a, outcome: _o, message: _m, ...rest }: LedgerFact) =>
    canonicalJson(rest);
  return one.uid === other.uid && essence(one) === essence(other);
}

/** A person who deletes something needs no warning. */
function warningProblems(fact: LedgerFact, minimumNotice: number): string[] {
  const { actor, rule, warning } = fact;
  const { labels = {} } = fact.before as { labels?: Record<string, unknown> };
  if (!actor.startsWith('fairway:')) {
    return [];
  }
  if (rule === PULL_REQUEST_CLOSED) {
    return labels[ENVIRONMENT_LABELS.kind] === 'preview'
      ? []
      : ['was deleted as the preview of a pull request, but is none'];
  }
  if (!warning) {
    return ['was deleted by a rule without a warning'];
  }
  const expiry = expiryOf(fact);
  return [
    ...(warning.uid === fact.uid
      ? []
      : [`was deleted after a warning of another one, UID ${warning.uid}`]),
    ...(warning.expiresAt === expiry
      ? []
      : [
          `was deleted after a warning of ${warning.expiresAt}, but its expiry was ${expiry}`,
        ]),
    ...(ENVIRONMENT_LABELS.protected in labels
      ? ['was deleted although it was protected']
      : []),
    ...timeProblems(
      fact.at,
      warning,
      Math.max(minimumNotice, noticeOf(fact) ?? minimumNotice),
    ),
  ];
}

function timeProblems(
  at: string,
  { deliveredAt, expiresAt }: { deliveredAt: string; expiresAt: string },
  minimumNotice: number,
): string[] {
  const notice = Date.parse(at) - Date.parse(deliveredAt);
  // Negated, as a time that cannot be read must not pass.
  const isTooEarly = !(notice >= minimumNotice);
  const isNotExpired = !(Date.parse(at) >= Date.parse(expiresAt));
  return [
    ...(isTooEarly
      ? [
          `was deleted ${Math.round(
            notice / 60_000,
          )} minutes after its warning, earlier than allowed`,
        ]
      : []),
    ...(isNotExpired ? [`was deleted before ${expiresAt}, its expiry`] : []),
  ];
}

/** Environments whose last entry is an intention. */
function countOpen(entries: readonly LedgerEntry[]): number {
  const last = new Map(
    entries.map(({ fact }) => [`${fact.cluster}|${fact.uid}`, fact.outcome]),
  );
  return [...last.values()].filter(outcome => outcome === 'intended').length;
}
