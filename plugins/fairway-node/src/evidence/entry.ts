import { createHash } from 'node:crypto';
import type {
  LedgerEntry,
  LedgerFact,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { canonicalJson } from './fingerprint';

/** Stands before the first entry of a ledger. @internal */
export const GENESIS = '0'.repeat(64);

/** The entry that follows another. @public */
export function nextEntry(
  last: Pick<LedgerEntry, 'sequence' | 'hash'> | undefined,
  fact: LedgerFact,
): LedgerEntry {
  const sequence = (last?.sequence ?? 0) + 1;
  const previousHash = last?.hash ?? GENESIS;
  const link = { sequence, previousHash, fact };
  return { ...link, hash: hashOf(link) };
}

/** Over everything but itself, keys sorted. @internal */
export function hashOf(link: Omit<LedgerEntry, 'hash'>): string {
  const { sequence, previousHash, fact } = link;
  return sha256(canonicalJson({ sequence, previousHash, fact }));
}

/** SHA-256 of what was before, keys sorted. @public */
export function contentHash(value: LedgerFact['before']): string {
  return sha256(canonicalJson(value));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
