import type {
  LedgerEntry,
  LedgerFact,
} from '@fairway-idp/backstage-plugin-fairway-common';

/**
 * Deletions that were intended and of which no end is known: the portal ended
 * between the two, or is at it just now.
 *
 * @public
 * @param before - only what was intended earlier than this, in milliseconds
 */
export function openIntents(
  entries: readonly LedgerEntry[],
  options: { cluster: string; before: number },
): LedgerFact[] {
  const open = new Map<string, LedgerFact>();
  for (const { fact } of entries) {
    const key = `${fact.cluster}|${fact.uid}`;
    if (fact.outcome === 'intended') {
      open.set(key, fact);
    } else {
      open.delete(key);
    }
  }
  return [...open.values()].filter(
    ({ cluster, at }) =>
      cluster === options.cluster && Date.parse(at) < options.before,
  );
}
