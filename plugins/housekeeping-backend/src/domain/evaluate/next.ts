import type { FindingState } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  noticeStep,
  staleExpiry,
  type DeliveredWarning,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { Rule } from '../rules/rule';
import type { Against, Reason } from '../rules/staleness';

const HOUR = 3_600_000;

/** What is wanted: the rule, and how long a warning counts. */
export interface Desired {
  rule: Pick<Rule, 'olderThanHours' | 'noticeHours'>;
  /** Milliseconds. */
  warningLapses: number;
}

/** One object that a rule matches, as it is. */
export interface Observed {
  uid: string;
  deletingSince: string | undefined;
  /** RFC 3339; what its age is counted from. */
  since: string;
  against: Against | undefined;
  protection: { by: string; reason: string } | undefined;
  /** As it stands on the object. */
  keepUntil: string | undefined;
  warning: DeliveredWarning | undefined;
}

/** Where it stands on the way to its deletion. */
export interface Next {
  /** Absent: it is not old enough, no rule is about it now. */
  state?: FindingState;
  reason: Reason;
  why: () => string;
  /** RFC 3339; absent if it cannot be told. */
  expiresAt?: string;
  /** The one that counts. */
  warning?: DeliveredWarning;
  /** RFC 3339; the earliest deletion. */
  deadline?: string;
}

/**
 * Candidate → warned (delivered) → renewed | due. The one decision about what a
 * rule may take; sleeping is not stale, and unknown is kept.
 */
export function next(
  { rule, warningLapses }: Desired,
  observed: Observed,
  now: Date,
): Next {
  const { deletingSince, since } = observed;
  if (deletingSince) {
    return {
      state: 'deleting',
      reason: 'going',
      why: () => `It is being deleted since ${deletingSince}`,
    };
  }
  const old = Date.parse(since) + rule.olderThanHours * HOUR;
  if (now.getTime() < old) {
    return {
      reason: 'young',
      why: () =>
        `It is so since ${since}, less than ${rule.olderThanHours} hours`,
    };
  }
  return (
    obstacle(observed, old) ?? timely({ rule, warningLapses }, observed, now)
  );
}

/** What keeps it whatever the clock says. */
function obstacle(
  { against, protection, keepUntil, since }: Observed,
  old: number,
): Next | undefined {
  if (Number.isNaN(old)) {
    return {
      state: 'unknown',
      reason: 'unknown',
      why: () => `'${since}' is no time: its age is not known`,
    };
  }
  if (keepUntil !== undefined && Number.isNaN(Date.parse(keepUntil))) {
    return {
      state: 'unknown',
      reason: 'unknown',
      why: () =>
        `Somebody wants to keep it until '${keepUntil}', which is no time`,
    };
  }
  if (protection) {
    return {
      state: 'kept',
      reason: 'protected',
      why: () => `It is protected by ${protection.by}: ${protection.reason}`,
    };
  }
  return against && { ...against, why: () => against.why };
}

/** What the clock and the warnings say. */
function timely(
  { rule, warningLapses }: Desired,
  { uid, since, keepUntil, warning }: Observed,
  now: Date,
): Next {
  const expiresAt = staleExpiry({ since, ...rule }, keepUntil);
  if (keepUntil !== undefined && now.getTime() < Date.parse(keepUntil)) {
    return {
      state: 'renewed',
      reason: 'renewed',
      why: () => `Somebody wants to keep it until ${keepUntil}`,
      expiresAt,
    };
  }
  const notice = {
    warnBefore: 0,
    minimumNotice: rule.noticeHours * HOUR,
    warningLapses,
  };
  const step = noticeStep({ uid, expiresAt, warning }, notice, now);
  switch (step.step) {
    case 'wait': {
      const deadline = step.until.toISOString();
      return {
        state: 'warned',
        reason: 'notice',
        why: () =>
          `Its owner was warned at ${step.warning.deliveredAt} and has until ${deadline}`,
        expiresAt,
        warning: step.warning,
        deadline,
      };
    }
    case 'due':
      return {
        state: 'due',
        reason: 'due',
        why: () =>
          `Its time was over at ${expiresAt}, and its owner was warned at ${step.warning.deliveredAt}`,
        expiresAt,
        warning: step.warning,
        deadline: now.toISOString(),
      };
    default:
      return {
        state: 'candidate',
        reason: 'not-warned',
        why: () =>
          'lapsed' in step && step.lapsed
            ? `The warning of ${step.lapsed.deliveredAt} is too old to act upon; its owner is warned again`
            : 'Its time is over; its owner is about to be warned',
        expiresAt,
      };
  }
}
