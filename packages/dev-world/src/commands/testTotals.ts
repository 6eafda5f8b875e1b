/** What a test runner counted. */
export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
  /** Those of the passed ones that needed a second try, by file and title. */
  flaky?: string[];
}

export const NO_TESTS: Totals = { passed: 0, failed: 0, skipped: 0, flaky: [] };

export function sum(totals: Totals[]): Totals {
  return totals.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
      flaky: [...(all.flaky ?? []), ...(one.flaky ?? [])],
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
  suites: PlaywrightSuite[];
}

interface PlaywrightSuite {
  specs: { file: string; title: string; tests: { status: string }[] }[];
  suites?: PlaywrightSuite[];
}

export const fromPlaywright = ({
  stats,
  errors,
  suites,
}: PlaywrightReport): Totals => ({
  passed: stats.expected + stats.flaky,
  failed: stats.unexpected + errors.length,
  skipped: stats.skipped,
  flaky: flakyOnes(suites),
});

function flakyOnes(suites: PlaywrightSuite[]): string[] {
  return suites.flatMap(suite => [
    ...suite.specs
      .filter(spec => spec.tests.some(one => one.status === 'flaky'))
      .map(spec => `${spec.file} › ${spec.title}`),
    ...flakyOnes(suite.suites ?? []),
  ]);
}

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

/**
 * What to say where no test was run at all, which is no success.
 * @param only - the word of `--only`, if there was one
 */
export function nothingRun(
  { passed, failed, skipped }: Totals,
  only?: string,
): string[] {
  if (passed + failed > 0) {
    return [];
  }
  const of = only ? ` whose path has “${only}”` : '';
  return [
    skipped > 0
      ? `All ${skipped} tests${of} were skipped: nothing was run`
      : `There is no test file${of}: nothing was run`,
  ];
}

/** The closing line of `npm test`. */
export function closingLine({
  passed,
  failed,
  skipped,
  flaky = [],
}: Totals): string {
  const tail = skipped > 0 ? `, ${skipped} skipped` : '';
  const again =
    flaky.length > 0 ? `, ${flaky.length} only at the second try` : '';
  return `${passed} passed, ${failed} failed${tail}${again}`;
}
