import type { Health } from '@fairway-idp/backstage-plugin-fairway-common';

/**
 * How an object is: Argo CD's word for it, one word why, and a sentence that a
 * person can act on.
 *
 * @public
 */
export interface HealthReport {
  health: Health;
  /** e.g. `CrashLoopBackOff`; absent when all is well. */
  reason?: string;
  message: string;
}

/** `1 pod`, `2 pods`. @public */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/**
 * Ends a text that somebody else wrote with a full stop less, so that it can stand in a sentence.
 *
 * @public
 */
export function clause(text: string): string {
  return text.trim().replace(/[.\s]+$/, '');
}
