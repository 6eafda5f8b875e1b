import type { Finding } from '@fairway-idp/backstage-plugin-fairway-common';

/** Something to know; blocks nothing unless it says so. */
export function finding(
  id: string,
  message: string,
  severity: Finding['severity'] = 'info',
): Finding {
  return { id, severity, message, evidence: [] };
}
