import type { Environment } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  noticeStep,
  type DeliveredWarning,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { Desired } from '../plan/types';

/** Where an environment stands on the way to its deletion, in words. */
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
  lifetime: Desired['lifetime'],
  now: Date,
): LifetimeStep {
  const { environment, uid, warning } = subject;
  const { expiresAt, protection } = environment;
  if (expiresAt !== undefined && protection) {
    return {
      step: 'none',
      why: `It is protected by ${protection.by}: ${protection.reason}`,
    };
  }
  const next = noticeStep({ uid, expiresAt, warning }, lifetime, now);
  switch (next.step) {
    case 'none':
      return {
        step: 'none',
        why:
          next.because === 'never'
            ? 'It never expires'
            : `It expires at ${expiresAt}`,
      };
    case 'warn':
      return {
        step: 'warn',
        why: next.lapsed
          ? `Warn its owner again: the warning of ${next.lapsed.deliveredAt} is too old to act upon`
          : `Warn its owner: it expires at ${expiresAt}, and no warning of that was delivered`,
      };
    case 'wait':
      return {
        step: 'wait',
        until: next.until,
        why: `Its owner was warned at ${
          next.warning.deliveredAt
        } and has until ${next.until.toISOString()}`,
      };
    default:
      return due(environment, next.warning, now);
  }
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
