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
  const csv = toCsv(someAdoption([somePath({ template: '=cmd|"x"' })])).split(
    '\r\n',
  );
  expect(csv[1]).toBe(
    `"'=cmd|""x""","","12","9","3","0","0","0.75","42","9","5","4","2","1","8","6","0.5"`,
  );
  expect(csv[2]).toContain('"1.1.0","12"');
  expect(csv.at(-1)).toBe('"StatefulSet + persistent volume","7"');
});

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
