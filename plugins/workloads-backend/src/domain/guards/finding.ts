import type { Finding } from '@fairway-idp/backstage-plugin-fairway-common';

/** A guard: looks, and says what it found. */
export type Guard = Finding | undefined;

/** Makes a finding; evidence is given as a record, in the order of reading. */
export function finding(
  id: string,
  severity: Finding['severity'],
  options: { message: string; evidence?: Record<string, string | number> },
): Finding {
  const { message, evidence = {} } = options;
  return {
    id,
    severity,
    message,
    evidence: Object.entries(evidence).map(([label, value]) => ({
      label,
      value: String(value),
    })),
  };
}

const ORDER: Array<Finding['severity']> = ['block', 'confirm', 'info'];

/** What was found, the gravest first. */
export function collect(guards: readonly Guard[]): Finding[] {
  return guards
    .filter(found => found !== undefined)
    .sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}
