import type { Environment } from '@fairway-idp/backstage-plugin-fairway-common';
import type { DeliveredWarning, Desired } from '../plan/types';

/**
 * Where an environment stands on the way to its deletion:
 * none → warn (until a channel confirms) → wait → due. A renewal changes the
 * expiry, so that the warning is of another one and all begins anew.
 */
export type LifetimeStep =
  | { step: 'none'; why: string }
  | { step: 'warn'; why: string }
  | { step: 'wait'; until: Date; why: string }
  | { step: 'due'; warning: DeliveredWarning; evidence: string[]; why: string };

/** @see LifetimeStep */
export function nextStep(
  subject: {
    environment: Environment;
    uid: string;
    warning?: DeliveredWarning;
  },
  { warnBefore, minimumNotice, warningLapses }: Desired['lifetime'],
  now: Date,
): LifetimeStep {
  const { environment, uid, warning } = subject;
  const { expiresAt, protection } = environment;
  if (expiresAt === undefined) {
    return { step: 'none', why: 'It never expires' };
  }
  if (protection) {
    return {
      step: 'none',
      why: `It is protected by ${protection.by}: ${protection.reason}`,
    };
  }
  const time = now.getTime();
  const expiry = Date.parse(expiresAt);
  if (time < expiry - warnBefore) {
    return { step: 'none', why: `It expires at ${expiresAt}` };
  }
  if (!warning || warning.uid !== uid || warning.expiresAt !== expiresAt) {
    return {
      step: 'warn',
      why: `Warn its owner: it expires at ${expiresAt}, and no warning of that was delivered`,
    };
  }
  const deadline = Math.max(
    expiry,
    Date.parse(warning.deliveredAt) + minimumNotice,
  );
  if (time < deadline) {
    const until = new Date(deadline);
    return {
      step: 'wait',
      until,
      why: `Its owner was warned at ${
        warning.deliveredAt
      } and has until ${until.toISOString()}`,
    };
  }
  if (time >= deadline + warningLapses) {
    return {
      step: 'warn',
      why: `Warn its owner again: the warning of ${warning.deliveredAt} is too old to act upon`,
    };
  }
  return due(environment, warning, now);
}

function due(
  { expiresAt, owner }: Environment,
  warning: DeliveredWarning,
  now: Date,
): LifetimeStep {
  return {
    step: 'due',
    warning,
    evidence: [
      `The namespace says that it expires at ${expiresAt}; it is ${now.toISOString()}`,
      `${owner} was warned of exactly that at ${warning.deliveredAt} (warning ${warning.id}, UID ${warning.uid})`,
      'It is not protected, and was not renewed since',
    ],
    why: `Delete it: it expired at ${expiresAt}, and its owner was warned at ${warning.deliveredAt}`,
  };
}
