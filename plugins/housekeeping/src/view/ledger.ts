import {
  ledgerEntrySchema,
  type LedgerEntry,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { matches } from './query';

/** The ledger as far as it can be shown. */
export interface LedgerPage {
  /** The latest first. */
  entries: LedgerEntry[];
  /** Lines that are no entries: something tampered with them. */
  garbled: number;
  /** Places at which a number or the hash of the entry before does not fit. */
  broken: number[];
}

/**
 * Reads lines of JSON, the oldest first. Looks whether the links of the chain
 * fit together; that each entry has its own hash is for the verifier to tell.
 */
export function readLedger(text: string): LedgerPage {
  const lines = text.split('\n').filter(line => line.trim() !== '');
  const entries: LedgerEntry[] = [];
  for (const line of lines) {
    const entry = parseEntry(line);
    if (entry) {
      entries.push(entry);
    }
  }
  const broken = entries
    .filter((entry, i) => i > 0 && !follows(entry, entries[i - 1]))
    .map(({ sequence }) => sequence);
  return {
    entries: entries.reverse(),
    garbled: lines.length - entries.length,
    broken,
  };
}

function parseEntry(line: string): LedgerEntry | undefined {
  try {
    return ledgerEntrySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function follows(entry: LedgerEntry, before: LedgerEntry): boolean {
  return (
    entry.sequence === before.sequence + 1 && entry.previousHash === before.hash
  );
}

/** What an entry is about, as people call it. */
export function subjectOf({ fact }: LedgerEntry): string {
  const { kind, name, namespace } = fact;
  return kind && name ? `${kind} ${name}` : `Namespace ${namespace}`;
}

/** Those in which every word of a text is somewhere. */
export function selectEntries(
  entries: LedgerEntry[],
  text: string,
): LedgerEntry[] {
  return entries.filter(entry => {
    const { namespace, cluster, rule, actor, outcome } = entry.fact;
    return matches(
      text,
      subjectOf(entry),
      namespace,
      cluster,
      rule,
      actor,
      outcome,
    );
  });
}

/** An entity reference of a person; loops call themselves e.g. `fairway:lifetime`. */
export function isPerson(actor: string): boolean {
  return /^user:[^/]+\/[^/]+$/.test(actor);
}
