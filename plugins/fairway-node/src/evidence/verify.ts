import type { LedgerEntry } from '@fairway-idp/backstage-plugin-fairway-common';
import { GENESIS, hashOf } from './entry';
import { judgeFacts } from './judgeFacts';

/** What a ledger proves, or what is wrong with it. @public */
export interface Verification {
  entries: number;
  deletions: number;
  /** Deletions that were intended and of which no end is known. */
  open: number;
  problems: string[];
  /** Hash of the last entry: kept elsewhere, it proves that nothing was cut off. */
  head: string;
}

/** What a ledger is held against. @public */
export interface LedgerRules {
  /** Milliseconds between a delivered warning and a deletion, at least. */
  minimumNotice: number;
  /** Head that was noted earlier: the ledger must hold it. */
  knownHead?: string;
}

/**
 * Checks a ledger without the system that wrote it: the chain (nothing changed,
 * left out, put in or moved) and what it claims (every deletion by a rule was
 * warned of early enough, for the same UID and expiry, and intended first).
 *
 * Whoever can write the whole ledger anew can also compute new hashes: only a
 * head that was noted elsewhere tells that, or an end that was cut off.
 *
 * @public
 */
export function verifyLedger(
  entries: readonly LedgerEntry[],
  rules: LedgerRules,
): Verification {
  const { problems, open } = judgeFacts(entries, rules);
  const { knownHead } = rules;
  const isHeadGone =
    knownHead !== undefined && !entries.some(({ hash }) => hash === knownHead);
  return {
    entries: entries.length,
    deletions: entries.filter(({ fact }) => fact.outcome === 'deleted').length,
    open,
    problems: [
      ...chainProblems(entries),
      ...problems,
      ...(isHeadGone
        ? [
            `No entry has the hash ${knownHead} that was noted: the end was cut off, or all of it was written anew`,
          ]
        : []),
    ],
    head: entries.at(-1)?.hash ?? GENESIS,
  };
}

function chainProblems(entries: readonly LedgerEntry[]): string[] {
  return entries.flatMap((entry, i) => {
    const before = entries[i - 1];
    const where = `Entry ${entry.sequence}`;
    return [
      ...(entry.sequence === i + 1
        ? []
        : [
            `${where} stands at place ${i + 1}: one is missing, added or moved`,
          ]),
      ...(entry.previousHash === (before?.hash ?? GENESIS)
        ? []
        : [`${where} does not follow the entry before it`]),
      ...(entry.hash === hashOf(entry)
        ? []
        : [`${where} was changed: its hash does not fit`]),
    ];
  });
}
