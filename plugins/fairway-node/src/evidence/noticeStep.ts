import type { DeliveredWarning, Notice } from './types';

/**
 * Where something that expires stands on the way to its deletion:
 * none → warn (until a channel confirms) → wait → due. A renewal changes the
 * expiry, so that the warning is of another one and all begins anew.
 *
 * @public
 */
export type NoticeStep =
  | { step: 'none'; because: 'never' | 'early' }
  /** The lapsed warning, if there is one. */
  | { step: 'warn'; lapsed?: DeliveredWarning }
  | { step: 'wait'; until: Date; warning: DeliveredWarning }
  | { step: 'due'; warning: DeliveredWarning };

/**
 * The one decision about when something may be deleted. Pure.
 *
 * @public
 * @see NoticeStep
 */
export function noticeStep(
  subject: {
    uid: string;
    /** RFC 3339; absent: it never expires. */
    expiresAt: string | undefined;
    warning: DeliveredWarning | undefined;
  },
  { warnBefore, minimumNotice, warningLapses }: Notice,
  now: Date,
): NoticeStep {
  const { uid, expiresAt, warning } = subject;
  if (expiresAt === undefined) {
    return { step: 'none', because: 'never' };
  }
  const time = now.getTime();
  const expiry = Date.parse(expiresAt);
  // Negated, as a time that cannot be read is early for ever.
  if (!(time >= expiry - warnBefore)) {
    return { step: 'none', because: 'early' };
  }
  if (!warning || warning.uid !== uid || warning.expiresAt !== expiresAt) {
    return { step: 'warn' };
  }
  const deadline = Math.max(
    expiry,
    Date.parse(warning.deliveredAt) + minimumNotice,
  );
  if (!(time >= deadline)) {
    return { step: 'wait', until: new Date(deadline), warning };
  }
  return time >= deadline + warningLapses
    ? { step: 'warn', lapsed: warning }
    : { step: 'due', warning };
}
