import type {
  CleanupFinding,
  WhatIfLine,
} from '@fairway-idp/backstage-plugin-fairway-common';

/** The kind of reason for which something is kept, or goes. */
export type Reason = WhatIfLine['reason'];

/** What speaks against a deletion although something is old. */
export interface Against {
  state: 'kept' | 'asleep' | 'unknown';
  reason: Reason;
  why: string;
}

/** What a deletion would mean. */
export type Deletion = CleanupFinding['deletion'];

/** What a rule finds out about one object. All words are made only if asked for. */
export type Staleness =
  | { stale: false; reason: Reason; why: () => string }
  | {
      stale: true;
      /** RFC 3339, by the object itself; `seen`: since it was first seen so. */
      since: string | 'seen';
      against?: Against;
      /** Each item positive, in words. */
      evidence: () => string[];
      deletion: () => Deletion;
    };

/** It does not match: no rule is about it now. */
export function fresh(reason: Reason, why: () => string): Staleness {
  return { stale: false, reason, why };
}

/** Kept although old. */
export function kept(reason: Reason, why: string): Against {
  return { state: 'kept', reason, why };
}

/** Not known well enough to be deleted. */
export function unknown(why: string): Against {
  return { state: 'unknown', reason: 'unknown', why };
}
