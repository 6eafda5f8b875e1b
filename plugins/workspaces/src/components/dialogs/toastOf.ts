import type { WorkspaceResult } from '@fairway-idp/backstage-plugin-fairway-common';
import { withLocalTimes } from '@fairway-idp/backstage-plugin-fairway-react';

const TOAST_MS = 8000;

/** What was done; what did not work out stays until it is read. */
export function toastOf({ message, outcome, problems }: WorkspaceResult) {
  const title = withLocalTimes(message);
  if (problems.length > 0) {
    return {
      title,
      description: problems.join('; '),
      status: 'warning' as const,
    };
  }
  return {
    title,
    status: outcome === 'applied' ? ('success' as const) : ('info' as const),
    timeout: TOAST_MS,
  };
}
