import {
  parseImage,
  quantityProblem,
  scheduleProblem,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const TEMPLATES = ['web-service', 'worker', 'database-api', 'scheduled-job'];

/** All patterns of a template's parameters, by the name of the parameter. */
function patternsOf(template: string): Array<[name: string, RegExp]> {
  const file = join(__dirname, '../../../../templates', `${template}.yaml`);
  const { spec } = parse(readFileSync(file, 'utf8'));
  const walk = (node: unknown, name: string): Array<[string, RegExp]> =>
    Object.entries((node ?? {}) as object).flatMap(([key, value]) => {
      if (key === 'pattern' && typeof value === 'string') {
        return [[name, new RegExp(value, 'u')] as [string, RegExp]];
      }
      if (typeof value !== 'object') {
        return [];
      }
      // What a condition asks for is about the same parameters.
      const isName = !['properties', 'items', 'then', 'else', 'if'].includes(
        key,
      );
      return walk(value, isName ? key : name);
    });
  return walk(spec.parameters, '');
}

const all = TEMPLATES.flatMap(template =>
  patternsOf(template).map(([name, pattern]) => ({ name, pattern })),
);
const of = (...names: string[]) =>
  all.flatMap(({ name, pattern }) => (names.includes(name) ? pattern : []));

/** What every pattern of these parameters says, if they agree. */
function verdict(patterns: readonly RegExp[], text: string) {
  const said = [...new Set(patterns.map(one => one.test(text)))];
  return said.length === 1 ? said[0] : `${said.length} patterns disagree`;
}

const DIGITS = 'ab12'.repeat(32);

describe('the patterns of the templates say what the fields say', () => {
  it.each([
    ...['a', 'a:1', 'a--b/c', 'my--reg.example.com/a:1', 'a__b/c', 'a_b/c.d'],
    ...['REG.example.com/a:1', 'REG:5000/a', 'localhost/a', 'localhost:5000/a'],
    ...['Shop/cart', 'a/B', 'a:', 'a:-', 'a@', 'a..b', 'a___b', 'a//b', '/a'],
    ...['-reg.example.com/a', 'a-', 'example.com/', 'example.com:x/a', 'a b'],
    `a:1@sha256:${DIGITS.slice(0, 64)}`,
    `a@sha512:${DIGITS}`,
    `a:1@sha256:${DIGITS.slice(0, 64).toUpperCase()}`,
    `a@sha256:${DIGITS.slice(0, 63)}`,
    `a@md5:${DIGITS.slice(0, 32)}`,
    `a:${'1'.repeat(128)}`,
    `a:${'1'.repeat(129)}`,
  ])('image %s', text => {
    const patterns = of('image');
    expect(patterns).toHaveLength(TEMPLATES.length);
    expect(verdict(patterns, text)).toBe(!('problem' in parseImage(text)));
  });

  it.each([
    ...['1', '0.5', '.5', '1.', '+1', '1e3', '1E3', '1e-1', '100u', '5n', '1P'],
    ...['1E', '1Pi', '1Ei', '250m', '1k', '1Ki', '64Mi', '0'],
    ...[
      '',
      '.',
      '-1',
      '1 ',
      ' 1',
      '1K',
      '1mi',
      'Mi',
      '1e',
      '1MB',
      '1_0',
      '++1',
    ],
  ])('amount %s', text => {
    const patterns = of('cpu', 'memory');
    expect(patterns).toHaveLength(4 * TEMPLATES.length);
    const problem = quantityProblem(text, { field: 'cpu', resource: 'cpu' });
    expect(verdict(patterns, text)).toBe(problem === undefined);
  });

  it.each([
    ...[
      '0 3 * * *',
      ' 0 3 * * *',
      '0 3 * * * ',
      '0  3 * * *',
      '*/5 1-3,7 ? * *',
    ],
    ...['@daily', '@every 1h30m', '@every 1.5h', '0 9 * JAN MON'],
    ...['@daily ', ' @daily', '@reboot', '@every', '@every 1d', '* * * *'],
    ...['* * * * * *', 'CRON_TZ=UTC * * * * *', '$(x) * * * *', '* * 1# * *'],
  ])('schedule %s', text => {
    const patterns = of('schedule');
    expect(patterns).toHaveLength(1);
    expect(verdict(patterns, text)).toBe(scheduleProblem(text) === undefined);
  });

  it.each([
    ['0.0.0.0/0', true],
    ['10.0.0.0/8', true],
    ['255.255.255.255/32', true],
    ['::/0', true],
    ['2001:db8::/32', true],
    ['2001:db8::1/128', true],
    ['1:2:3:4:5:6:7:8/64', true],
    ['fe80::1:2/64', true],
    ['999.1.1.1/99', false],
    ['1.1.1.256/8', false],
    ['1.1.1.1/33', false],
    ['1.1.1/8', false],
    ['01.1.1.1/8', false],
    ['abc/3', false],
    ['1:2:3/64', false],
    ['::/129', false],
    ['1::2::3/64', false],
    [':::/0', false],
    ['10.0.0.1', false],
  ])('address %s: %s', (text, isRight) => {
    const patterns = of('cidr');
    expect(patterns).toHaveLength(TEMPLATES.length);
    expect(verdict(patterns, text)).toBe(isRight);
  });

  it.each([
    ['shop', true],
    ['system:default/shop', true],
    ['', true],
    ['-x', false],
    ['system:default/-x', false],
    ['x'.repeat(64), false],
  ])('system %s: %s', (text, isRight) => {
    const patterns = of('system');
    expect(patterns).toHaveLength(TEMPLATES.length);
    expect(verdict(patterns, text)).toBe(isRight);
  });
});
