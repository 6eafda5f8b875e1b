import type { Finding } from '@fairway-idp/backstage-plugin-fairway-common';

/** Something that was found, without evidence beside its words. */
export function finding(
  id: string,
  message: string,
  severity: Finding['severity'],
): Finding {
  return { id, severity, message, evidence: [] };
}
