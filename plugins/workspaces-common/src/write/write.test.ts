import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { parse } from 'yaml';
import { withoutPython } from '../__testUtils__/judges/tiltJudge';
import { Call, Name, writeStarlark, writeString } from './starlark';
import { writeYaml } from './yaml';

/** What some parser or other takes for something else than text. */
const TRICKY = [
  'on',
  'Yes',
  'n',
  'null',
  '~',
  '0x1f',
  '0o17',
  '017',
  '1e3',
  '.inf',
  '8080:22',
  '1:20:30',
  '2026-01-01',
  '<<',
  '=',
  '- a',
  '? a',
  ': a',
  'a: b',
  'a #b',
  '#',
  '&a',
  '*a',
  '!a',
  '|',
  '>',
  '%a',
  '@a',
  '`a',
  "'",
  '"',
  '\\',
  '\n',
  'a\n---\nb',
  '\t',
  '\u0000',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\u202e',
  '\ud800',
  '😀',
  '{{ a }}',
  '${a}',
  "'); local('x') #",
  "\\'",
  "'''",
  '"""',
  '\r\n',
  '',
];
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(...TRICKY),
);
/** No encoding has half a surrogate pair. */
const isEncodable = (one: string) => !/\p{Surrogate}/u.test(one);
const encodable = text.filter(isEncodable);

describe('writeYaml', () => {
  it('is read alike by every parser', () => {
    const one = fc.oneof(encodable, fc.array(encodable));
    const object = fc
      .dictionary(encodable, one, { maxKeys: 4, noNullPrototype: true })
      .filter(value => !Object.hasOwn(value, '__proto__'));
    const check = (inner: object) => {
      // A document of ours begins with a key of ours.
      const value = { kind: inner };
      const written = writeYaml(value);
      expect(parse(written)).toEqual(value);
      expect(parse(written, { version: '1.1' })).toEqual(value);
      expect(load(written)).toEqual(value);
    };
    TRICKY.filter(isEncodable).forEach(t => check({ [t]: [t, t] }));
    fc.assert(fc.property(object, check), { numRuns: 300 });
  });

  it('separates documents', () => {
    expect(writeYaml({ a: 1 }, { b: 'on' })).toBe('a: 1\n---\nb: "on"\n');
  });
});

describe('writeStarlark', () => {
  it('writes calls, in lines where they are long', () => {
    expect(
      writeStarlark(
        Call.of('f', ['a', 1, ['x']], {
          b: true,
          none: undefined,
          c: Name.of('MODE'),
        }),
      ),
    ).toBe("f('a', 1, ['x'], b=True, c=MODE)");
    const long = 'x'.repeat(50);
    expect(writeStarlark(Call.of('f', [long], { a: [long] }))).toBe(
      `f(\n    '${long}',\n    a=['${long}'],\n)`,
    );
  });

  it('hides nothing that cannot be seen', () => {
    expect(writeString('a\u202eb\u0000\n')).toBe("'a\\u202eb\\u0000\\u000a'");
    expect(writeString('\ud800')).toBe("'\\ufffd'");
  });
});

const describeWithPython = withoutPython ? describe.skip : describe;

describeWithPython('a literal of writeStarlark', () => {
  it('is read by Python as it was written', () => {
    const all = fc.sample(encodable, 500).concat(TRICKY.filter(isEncodable));
    const { stdout, stderr } = spawnSync(
      'python3',
      [
        '-c',
        'import ast,json,sys; print(json.dumps(ast.literal_eval(sys.stdin.read())))',
      ],
      { input: writeStarlark(all), encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(all);
  });
});
