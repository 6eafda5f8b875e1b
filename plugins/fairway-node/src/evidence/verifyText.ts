import {
  ledgerEntrySchema,
  type LedgerEntry,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { verifyLedger, type LedgerRules, type Verification } from './verify';

/**
 * Verifies an exported ledger: one JSON entry a line. For command lines and
 * auditors, who need nothing but the file.
 *
 * @public
 */
export function verifyLedgerText(
  text: string,
  rules: LedgerRules,
): Verification {
  const problems: string[] = [];
  const entries = text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') {
      return [];
    }
    const entry = parse(line);
    if (!entry) {
      problems.push(`Line ${i + 1} is not an entry of a ledger`);
    }
    return entry ?? [];
  });
  const verification = verifyLedger(entries, rules);
  return {
    ...verification,
    problems: [...problems, ...verification.problems],
  };
}

/** As it stands: the hash is over what the schema does not know, too. */
function parse(line: string): LedgerEntry | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return ledgerEntrySchema.safeParse(value).success
      ? (value as LedgerEntry)
      : undefined;
  } catch {
    return undefined;
  }
}
