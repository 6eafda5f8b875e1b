import { someAdoption, somePath } from '../testdata';
import {
  formatSeconds,
  formatShare,
  runLines,
  toCsv,
  waitLines,
} from './adoption';
import { readQuery, writeQuery } from './query';
import { changesInWords, linesOf, NAMED } from './status';

it.each([
  [43.4, '43 s'],
  [60, '1 min'],
  [125, '2 min 5 s'],
  [12_000, '3 h 20 min'],
])('says %p seconds as %s', (seconds, text) => {
  expect(formatSeconds(seconds)).toBe(text);
});

it.each([
  [1, '100 %'],
  [2 / 3, '66.7 %'],
  [0, '0 %'],
])('says a share of %p as %s', (share, text) => {
  expect(formatShare(share)).toBe(text);
});

it('keeps in the address what is not usual', () => {
  for (const text of ['', 'view=campaigns', 'range=365d']) {
    const query = readQuery(new URLSearchParams(text));
    expect(writeQuery(query).toString()).toBe(text);
  }
  expect(readQuery(new URLSearchParams('view=x&range=1h'))).toEqual({
    part: 'adoption',
    range: '90d',
  });
});

it('draws what is known; a gap stays a gap', () => {
  const path = somePath();
  const [all] = runLines(path, { runs: 'Runs', succeeded: 'Succeeded' });
  expect(all.points.map(({ value }) => value)).toEqual([4, 8]);
  expect(waitLines(path, 'Wait')[0].points.map(({ value }) => value)).toEqual([
    undefined,
    42,
  ]);
});

it('tells a spreadsheet all figures, and no formula', () => {
  const csv = toCsv(
    someAdoption([somePath({ template: '=cmd|"x"' })], {
      errors: [{ source: 'prod', message: 'does not answer' }],
    }),
  );
  const tables = csv.split('\r\n\r\n').map(table => table.split('\r\n'));
  const path = `"'=cmd|""x"""`;
  const figures = '"12","9","3","0","0","0.75","42","9","5","4","2","1","8"';
  expect(tables.map(([, ...lines]) => lines)).toEqual([
    ['"90d","2026-08-30T00:00:00.000Z","2026-11-28T00:00:00.000Z","9"'],
    [
      `${path},"",${figures},"Web service","1.1.0","6","0.5"`,
      `${path},"1.1.0",${figures},"","","",""`,
    ],
    [`${path},"preflight","resources","To start it needs too much","3"`],
    [
      `${path},"2026-10-01T00:00:00.000Z","4","1",""`,
      `${path},"2026-10-10T00:00:00.000Z","8","8","42"`,
    ],
    [
      '"StatefulSet + persistent volume","7","dev: shop/StatefulSet/cache"',
      '"all","7",""',
    ],
    ['"prod","does not answer"'],
  ]);
  // Each line of a table has as many cells as its headings.
  for (const [head, ...lines] of tables) {
    const width = head.split('","').length;
    expect(lines.map(line => line.split('","').length)).toEqual(
      lines.map(() => width),
    );
  }
});

it.each([
  [true, '"all","0",""'],
  [false, '"all","",""'],
])(
  'tells a spreadsheet of nothing without a path, all clusters told: %p',
  (isComplete, line) => {
    const bypassed = { workloads: 0, groups: [], isComplete };
    const lines = toCsv(someAdoption([], { bypassed })).split('\r\n');
    expect(lines).toContain(line);
  },
);

it('tells each change once, the oldest first', () => {
  expect(
    changesInWords([
      { version: '3', changes: ['base image', 'probes'] },
      { version: '2', changes: ['probes'] },
    ]),
  ).toBe('probes, base image');
});

it('counts what a plan has too much of to name', () => {
  const files = Array.from({ length: NAMED + 3 }, (_, i) => ({
    kind: 'updated' as const,
    path: `${i}`,
  }));
  expect(linesOf({ conflicts: [], files } as never)).toMatchObject({ more: 3 });
});
