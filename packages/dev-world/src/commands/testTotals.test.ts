import {
  closingLine,
  fromGo,
  fromJest,
  fromPlaywright,
  nothingRun,
  NO_TESTS,
  sum,
} from './testTotals';

describe('test totals', () => {
  it('adds up what the runners report', () => {
    const totals = sum([
      fromJest({
        numPassedTests: 5,
        numFailedTests: 1,
        numPendingTests: 2,
        numRuntimeErrorTestSuites: 1,
      }),
      fromPlaywright({
        stats: { expected: 3, unexpected: 0, flaky: 1, skipped: 0 },
        errors: [],
        suites: [
          {
            specs: [],
            suites: [
              {
                specs: ['expected', 'flaky'].map(status => ({
                  file: 'shop.test.ts',
                  title: status === 'flaky' ? 'it opens' : 'it closes',
                  tests: [{ status }],
                })),
              },
            ],
          },
        ],
      }),
      fromGo(
        [
          '{"Action":"run","Test":"TestA"}',
          '{"Action":"pass","Test":"TestA/one"}',
          '{"Action":"pass","Test":"TestA"}',
          '{"Action":"fail","Test":"TestB"}',
          '{"Action":"pass"}',
        ].join('\n'),
      ),
    ]);
    expect(totals).toEqual({
      passed: 10,
      failed: 3,
      skipped: 2,
      flaky: ['shop.test.ts › it opens'],
    });
    expect(closingLine(totals)).toBe(
      '10 passed, 3 failed, 2 skipped, 1 only at the second try',
    );
  });

  it('ends with a plain line', () => {
    expect(closingLine({ ...NO_TESTS, passed: 7 })).toBe('7 passed, 0 failed');
  });

  it.each([
    [
      NO_TESTS,
      'x',
      ['There is no test file whose path has “x”: nothing was run'],
    ],
    [NO_TESTS, undefined, ['There is no test file: nothing was run']],
    [
      { ...NO_TESTS, skipped: 3 },
      'x',
      ['All 3 tests whose path has “x” were skipped: nothing was run'],
    ],
    [{ ...NO_TESTS, passed: 1 }, 'x', []],
    [{ ...NO_TESTS, failed: 1 }, 'x', []],
  ])('says so where nothing was run: %o, %s', (totals, only, said) => {
    expect(nothingRun(totals, only)).toEqual(said);
  });
});
