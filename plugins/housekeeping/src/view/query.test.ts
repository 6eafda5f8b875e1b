import {
  isFiltered,
  matches,
  NO_FILTER,
  readQuery,
  USUAL_QUERY,
  writeQuery,
} from './query';

describe('the address', () => {
  it.each([
    '',
    'view=capacity&range=7d&resource=memory',
    'scope=all&q=report&rule=failed-jobs&state=due&cluster=dev&owner=group%3Adefault%2Fshop',
    'view=health&scope=team&entity=component%3Adefault%2Fshop&fact=no-limits',
  ])('%s is read and written alike', address => {
    const query = readQuery(new URLSearchParams(address));
    expect(writeQuery(query).toString()).toBe(address);
  });

  it('counts what makes no sense as not said', () => {
    const nonsense = 'view=x&scope=y&state=z&fact=a&range=2h&resource=gpu&q=';
    expect(readQuery(new URLSearchParams(nonsense))).toEqual(USUAL_QUERY);
  });

  it('knows whether it narrows anything down', () => {
    expect(isFiltered(USUAL_QUERY)).toBe(false);
    expect(isFiltered({ ...USUAL_QUERY, scope: 'all', range: '1h' })).toBe(
      false,
    );
    const narrow = { ...USUAL_QUERY, text: 'x', owner: 'user:default/bob' };
    expect(isFiltered(narrow)).toBe(true);
    expect(isFiltered({ ...narrow, ...NO_FILTER })).toBe(false);
  });
});

it.each([
  ['', true],
  ['SHOP report', true],
  ['report cart', false],
])('finds %j: %p', (text, found) => {
  expect(matches(text, 'report-1', undefined, 'shop-dev')).toBe(found);
});
