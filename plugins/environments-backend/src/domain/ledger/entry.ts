import { createHash } from 'node:crypto';
import type { JsonObject } from '@backstage/types';
import { canonicalJson } from '../guardRails/fingerprint';

/** What happened to an environment that cannot be undone. */
export interface LedgerFact {
  /** RFC 3339. */
  at: string;
  /** `intended` right before a deletion; then one of the others. */
  outcome: 'intended' | 'deleted' | 'refused' | 'gone' | 'failed';
  cluster: string;
  namespace: string;
  uid: string;
  /** Entity reference of a person, or `fairway:lifetime`. */
  actor: string;
  /** Which rule or wish led to it. */
  rule: string;
  evidence: string[];
  /** The warning that was delivered before; absent if a person deleted it. */
  warning?: { id: string; deliveredAt: string; expiresAt: string };
  /** The contract as it was: labels and annotations under `fairway.dev/`. */
  before: JsonObject;
  /** Of `before`. */
  beforeHash: string;
  /** The API server's words, if it refused. */
  message?: string;
}

/** A fact in its place in the chain. */
export interface LedgerEntry {
  /** 1, 2, 3, … without a gap. */
  sequence: number;
  /** Of the entry before; {@link GENESIS} for the first. */
  previousHash: string;
  fact: LedgerFact;
  hash: string;
}

/** Stands before the first entry. */
export const GENESIS = '0'.repeat(64);

/** The entry that follows another. */
export function nextEntry(
  last: Pick<LedgerEntry, 'sequence' | 'hash'> | undefined,
  fact: LedgerFact,
): LedgerEntry {
  const sequence = (last?.sequence ?? 0) + 1;
  const previousHash = last?.hash ?? GENESIS;
  const link = { sequence, previousHash, fact };
  return { ...link, hash: hashOf(link) };
}

/** Over everything but itself, keys sorted. */
export function hashOf(link: Omit<LedgerEntry, 'hash'>): string {
  const { sequence, previousHash, fact } = link;
  return sha256(canonicalJson({ sequence, previousHash, fact }));
}

/** Of the contract as it was. */
export function contentHash(value: JsonObject): string {
  return sha256(canonicalJson(value));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
