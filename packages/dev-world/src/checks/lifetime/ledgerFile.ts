import { createHash } from 'node:crypto';

/** An entry of an exported ledger, as far as a forger looks into it. */
export interface Entry {
  sequence: number;
  previousHash: string;
  fact: Fact;
  hash: string;
}

export interface Fact {
  at: string;
  outcome: string;
  namespace: string;
  uid: string;
  actor: string;
  warning?: { id: string; uid: string; deliveredAt: string; expiresAt: string };
  before: {
    labels: Record<string, string>;
    annotations: Record<string, string>;
  };
  beforeHash: string;
}

export const parse = (text: string): Entry[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Entry);

export const format = (entries: Entry[]): string =>
  entries.map(entry => `${JSON.stringify(entry)}\n`).join('');

/**
 * Computes all hashes anew, as somebody would who can write to the database and
 * knows how. Written from the description of the format, not from its code.
 */
export function rehash(entries: Entry[]): Entry[] {
  let previousHash = '0'.repeat(64);
  return entries.map(({ fact }, i) => {
    const facts = { ...fact, beforeHash: sha256(fact.before) };
    const link = { sequence: i + 1, previousHash, fact: facts };
    previousHash = sha256(link);
    return { ...link, hash: previousHash };
  });
}

function sha256(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('hex');
}

/** With the keys of every object in their order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
}
