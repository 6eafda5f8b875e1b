import {
  contentHash,
  GENESIS,
  hashOf,
  type LedgerEntry,
  type LedgerFact,
} from './entry';

/** What a ledger proves, or what is wrong with it. @public */
export interface Verification {
  entries: number;
  deletions: number;
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
 * warned of early enough, for the same UID, and intended first).
 */
export function verifyLedger(
  entries: readonly LedgerEntry[],
  rules: LedgerRules,
): Verification {
  const problems = [...chainProblems(entries), ...factProblems(entries, rules)];
  const { knownHead } = rules;
  if (knownHead && !entries.some(({ hash }) => hash === knownHead)) {
    problems.push(
      `No entry has the hash ${knownHead} that was noted: the end was cut off, or all of it was written anew`,
    );
  }
  return {
    entries: entries.length,
    deletions: entries.filter(({ fact }) => fact.outcome === 'deleted').length,
    problems,
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

function factProblems(
  entries: readonly LedgerEntry[],
  { minimumNotice }: { minimumNotice: number },
): string[] {
  const intended = new Set<string>();
  return entries.flatMap(({ sequence, fact }) => {
    const key = `${fact.cluster}|${fact.namespace}|${fact.uid}`;
    const problems = contentProblems(fact);
    if (fact.outcome === 'intended') {
      intended.add(key);
    }
    if (fact.outcome === 'deleted') {
      problems.push(...warningProblems(fact, minimumNotice));
      if (!intended.has(key)) {
        problems.push('was deleted without having been intended');
      }
    }
    return problems.map(
      problem => `Entry ${sequence} (${fact.namespace}): ${problem}`,
    );
  });
}

function contentProblems({ before, beforeHash }: LedgerFact): string[] {
  return contentHash(before) === beforeHash
    ? []
    : ['what it was before does not fit its hash'];
}

/** A person who deletes something needs no warning. */
function warningProblems(
  { actor, warning, at }: LedgerFact,
  minimumNotice: number,
): string[] {
  if (!actor.startsWith('fairway:')) {
    return [];
  }
  if (!warning) {
    return ['was deleted by a rule without a warning'];
  }
  const notice = Date.parse(at) - Date.parse(warning.deliveredAt);
  // Negated, as a time that cannot be read must not pass.
  return !(notice >= minimumNotice)
    ? [
        `was deleted ${Math.round(
          notice / 60_000,
        )} minutes after its warning, earlier than allowed`,
      ]
    : [];
}
