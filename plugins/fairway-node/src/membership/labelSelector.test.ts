import fc from 'fast-check';
import {
  formatSelector,
  fromObjectSelector,
  matchesSelector,
} from './labelSelector';
import { parseLabelSelector, type Requirement } from './parseLabelSelector';

describe('parseLabelSelector', () => {
  it.each<[string, Requirement[]]>([
    ['', []],
    ['app=web', [{ key: 'app', operator: 'in', values: ['web'] }]],
    ['app==web', [{ key: 'app', operator: 'in', values: ['web'] }]],
    ['app=', [{ key: 'app', operator: 'in', values: [''] }]],
    ['app != web', [{ key: 'app', operator: 'notin', values: ['web'] }]],
    ['app', [{ key: 'app', operator: 'exists', values: [] }]],
    ['! app', [{ key: 'app', operator: 'absent', values: [] }]],
    [
      'n>1,n < 9',
      [
        { key: 'n', operator: 'gt', values: ['1'] },
        { key: 'n', operator: 'lt', values: ['9'] },
      ],
    ],
    [
      'tier in (web, api),!old,a.b/c notin (x,)',
      [
        { key: 'tier', operator: 'in', values: ['api', 'web'] },
        { key: 'old', operator: 'absent', values: [] },
        { key: 'a.b/c', operator: 'notin', values: ['', 'x'] },
      ],
    ],
    ['in in (in)', [{ key: 'in', operator: 'in', values: ['in'] }]],
  ])('%s', (text, expected) => {
    expect(parseLabelSelector(text)).toEqual(expected);
  });

  it.each([
    ['app=web,', 'something after the comma'],
    ['=web', "there is '=' instead of a label key"],
    ['app in web', "instead of '('"],
    ['app in (web', "there is the end instead of ')'"],
    ['app web', 'one of =, ==, !=, in, notin, < and >'],
    ['a b', 'position 3'],
    ['app=-web', 'a label value'],
    ['x>many', 'a whole number'],
    ['a/b/c=1', 'a label key'],
    ['app=web)', "instead of ','"],
  ])('refuses %s', (text, message) => {
    expect(() => parseLabelSelector(text)).toThrow(message);
    expect(() => parseLabelSelector(text)).toThrow(`'${text}'`);
  });
});

const word = fc.stringMatching(/^[a-z0-9]([a-z0-9.-]{0,8}[a-z0-9])?$/);
const requirement: fc.Arbitrary<Requirement> = fc.oneof(
  fc.record({
    key: word,
    operator: fc.constantFrom('in' as const, 'notin' as const),
    values: fc
      .uniqueArray(word, { minLength: 1, maxLength: 3 })
      .map(values => values.sort()),
  }),
  fc.record({
    key: word,
    operator: fc.constantFrom('exists' as const, 'absent' as const),
    values: fc.constant<string[]>([]),
  }),
  fc.record({
    key: word,
    operator: fc.constantFrom('gt' as const, 'lt' as const),
    values: fc.integer().map(number => [String(number)]),
  }),
);

describe('selectors', () => {
  it('read back what they wrote', () => {
    fc.assert(
      fc.property(fc.array(requirement), requirements => {
        expect(parseLabelSelector(formatSelector(requirements))).toEqual(
          requirements,
        );
      }),
    );
  });

  it('either select or exclude', () => {
    fc.assert(
      fc.property(
        word,
        fc.uniqueArray(word, { minLength: 1 }),
        fc.dictionary(word, word),
        (key, values, labels) => {
          const isIn = matchesSelector(
            [{ key, operator: 'in', values }],
            labels,
          );
          const notIn = matchesSelector(
            [{ key, operator: 'notin', values }],
            labels,
          );
          expect(isIn).toBe(!notIn);
        },
      ),
    );
  });

  it('do not mistake inherited properties for labels', () => {
    expect(matchesSelector(parseLabelSelector('constructor'), {})).toBe(false);
  });

  it.each([
    ['n>2', { n: '3' }, true],
    ['n>2', { n: '2' }, false],
    ['n>2', { n: 'three' }, false],
    ['n>2', {}, false],
    ['a!=b', {}, true],
  ])('%s of %j is %s', (text, labels, expected) => {
    expect(matchesSelector(parseLabelSelector(text), labels)).toBe(expected);
  });

  it('take the selector of an object', () => {
    expect(
      formatSelector(
        fromObjectSelector({
          matchLabels: { app: 'web' },
          matchExpressions: [
            { key: 'tier', operator: 'NotIn', values: ['a', 'b'] },
            { key: 'x', operator: 'Exists' },
          ],
        }),
      ),
    ).toBe('app in (web),tier notin (a,b),x');
    expect(() =>
      fromObjectSelector({ matchExpressions: [{ key: 'x', operator: 'Gt' }] }),
    ).toThrow("'Gt' is not an operator");
  });
});
