import type {
  GoldenPathField,
  GoldenPathFinding,
} from '@fairway-idp/backstage-plugin-fairway-common';

const ORDER: Array<GoldenPathFinding['severity']> = [
  'block',
  'confirm',
  'info',
];

/** Makes a finding; evidence is given as a record, in the order of reading. */
export function finding(
  id: string,
  severity: GoldenPathFinding['severity'],
  options: {
    message: string;
    field?: GoldenPathField;
    object?: string;
    evidence?: Record<string, string | number>;
  },
): GoldenPathFinding {
  const { message, field, object, evidence = {} } = options;
  return {
    id,
    severity,
    message,
    ...(field && { field }),
    ...(object && { object }),
    evidence: Object.entries(evidence).map(([label, value]) => ({
      label,
      value: String(value),
    })),
  };
}

/** The gravest first; what says the same twice is said once. @public */
export function inOrder(
  findings: readonly GoldenPathFinding[],
): GoldenPathFinding[] {
  const seen = new Set<string>();
  return findings
    .filter(({ id, message, object }) => {
      const key = JSON.stringify([id, message, object]);
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

/**
 * The same findings, with the template's own names for its fields. A field that
 * the template does not name keeps its name here.
 */
export function withFieldNames(
  findings: readonly GoldenPathFinding[],
  names: Readonly<Record<string, string>>,
): GoldenPathFinding[] {
  return findings.map(one =>
    one.field && Object.hasOwn(names, one.field)
      ? { ...one, field: names[one.field] }
      : one,
  );
}
