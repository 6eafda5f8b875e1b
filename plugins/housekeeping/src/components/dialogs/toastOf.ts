import type { HousekeepingResult } from '@fairway-idp/backstage-plugin-fairway-common';
import { withLocalTimes } from '@fairway-idp/backstage-plugin-fairway-react';

const TOAST_MS = 8000;

/** What is said of a change that was made. */
export function toastOf({ message, outcome }: HousekeepingResult) {
  return {
    title: withLocalTimes(message),
    status: outcome === 'applied' ? ('success' as const) : ('info' as const),
    timeout: TOAST_MS,
  };
}
