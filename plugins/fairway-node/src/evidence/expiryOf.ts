import {
  ENVIRONMENT_ANNOTATIONS,
  HOUSEKEEPING_ANNOTATIONS,
  type LedgerFact,
} from '@fairway-idp/backstage-plugin-fairway-common';

const HOUR = 3_600_000;

/**
 * What a cleanup rule went by, kept in the ledger beside labels and annotations,
 * so that whoever verifies it computes the expiry anew.
 *
 * @public
 */
export interface StaleRecord {
  /** RFC 3339; what the age is counted from. */
  since: string;
  /** Of the rule. */
  olderThanHours: number;
  /** Of the rule: hours between warning and deletion, at least. */
  noticeHours: number;
  /** Fingerprint of the rule. */
  version: string;
}

/**
 * When something is over that a rule found: so long after it became stale, or
 * later if somebody wants to keep it.
 *
 * @public
 * @throws RangeError if one of the times cannot be read
 */
export function staleExpiry(
  { since, olderThanHours }: Pick<StaleRecord, 'since' | 'olderThanHours'>,
  keepUntil: string | undefined,
): string {
  const over = Date.parse(since) + olderThanHours * HOUR;
  const kept = keepUntil === undefined ? over : Date.parse(keepUntil);
  return new Date(Math.max(over, kept)).toISOString();
}

/** The expiry that a warning had to be of, by what the ledger says was before. */
export function expiryOf({ before }: LedgerFact): string | undefined {
  const { annotations = {}, stale } = before as {
    annotations?: Record<string, string>;
    stale?: StaleRecord;
  };
  if (!stale) {
    return annotations[ENVIRONMENT_ANNOTATIONS.expiresAt];
  }
  try {
    return staleExpiry(stale, annotations[HOUSEKEEPING_ANNOTATIONS.keepUntil]);
  } catch {
    return undefined;
  }
}

/** Milliseconds of notice that the rule itself promised. */
export function noticeOf({ before }: LedgerFact): number | undefined {
  const { stale } = before as { stale?: StaleRecord };
  return stale && Number(stale.noticeHours) * HOUR;
}
