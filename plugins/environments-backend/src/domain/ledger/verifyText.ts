import type { LedgerEntry } from './entry';
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
  const lines = text.split('\n').filter(line => line.trim());
  const problems: string[] = [];
  const entries = lines.flatMap((line, i) => {
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

function parse(line: string): LedgerEntry | undefined {
  try {
    const value = JSON.parse(line) as Partial<LedgerEntry> | null;
    const isEntry =
      typeof value?.sequence === 'number' &&
      typeof value.hash === 'string' &&
      typeof value.previousHash === 'string' &&
      typeof value.fact === 'object' &&
      value.fact !== null;
    return isEntry ? (value as LedgerEntry) : undefined;
  } catch {
    return undefined;
  }
}
