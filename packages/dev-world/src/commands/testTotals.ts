/** What a test runner counted. */
export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

export const NO_TESTS: Totals = { passed: 0, failed: 0, skipped: 0 };

export function sum(totals: Totals[]): Totals {
  return totals.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
    }),
    NO_TESTS,
  );
}

/** The part of Jest's `--json` report that is counted. */
export interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  /** A file that does not even load has no tests that could fail. */
  numRuntimeErrorTestSuites: number;
}

export const fromJest = (report: JestReport): Totals => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
  skipped: report.numPendingTests,
});

/** The part of Playwright's JSON report that is counted. */
export interface PlaywrightReport {
  stats: {
    expected: number;
    unexpected: number;
    flaky: number;
    skipped: number;
  };
  errors: unknown[];
}

export const fromPlaywright = ({
  stats,
  errors,
}: PlaywrightReport): Totals => ({
  passed: stats.expected + stats.flaky,
  failed: stats.unexpected + errors.length,
  skipped: stats.skipped,
});

/** Counts the top-level tests in the output of `go test -json`. */
export function fromGo(output: string): Totals {
  const events = output
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => JSON.parse(line) as { Action: string; Test?: string });
  const count = (action: string) =>
    events.filter(
      event =>
        event.Action === action && event.Test && !event.Test.includes('/'),
    ).length;
  return {
    passed: count('pass'),
    failed: count('fail'),
    skipped: count('skip'),
  };
}

/** The closing line of `npm test`. */
export function closingLine({ passed, failed, skipped }: Totals): string {
  const tail = skipped > 0 ? `, ${skipped} skipped` : '';
  return `${passed} passed, ${failed} failed${tail}`;
}
