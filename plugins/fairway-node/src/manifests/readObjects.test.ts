import { readObjects } from './readObjects';

const FILE = 'deploy/a.yaml';
const CONFIG = 'apiVersion: v1\nkind: ConfigMap\n';
const read = (text: string) => readObjects(text, FILE);
const nested = (n: number, open: string) => `${CONFIG}data: ${open.repeat(n)}`;

/** Each anchor nine times in the next: 9 to the power of 5 texts in all. */
const BOMB = [
  'a0: &a0 x',
  ...[1, 2, 3, 4, 5].map(
    i =>
      `a${i}: &a${i} [${Array(9)
        .fill(`*a${i - 1}`)
        .join(', ')}]`,
  ),
].join('\n');

describe('readObjects', () => {
  it('reads documents, lists and JSON, and says where each is from', () => {
    const list = {
      apiVersion: 'v1',
      kind: 'List',
      items: [
        { apiVersion: 'v1', kind: 'Service', metadata: { name: 'b' } },
        {
          apiVersion: 'v1',
          kind: 'ServiceList',
          items: [
            { apiVersion: 'v1', kind: 'Service', metadata: { name: 'c' } },
          ],
        },
      ],
    };
    const objects = read(
      `# nothing\n---\n${CONFIG}metadata: {name: a}\n---\n---\n${JSON.stringify(
        list,
      )}\n`,
    );
    expect(objects.map(({ kind, metadata }) => [kind, metadata])).toEqual(
      [
        ['ConfigMap', 'a'],
        ['Service', 'b'],
        ['Service', 'c'],
      ].map(([kind, name]) => [
        kind,
        { name, annotations: { 'config.kubernetes.io/path': FILE } },
      ]),
    );
  });

  it('reads YAML as Kubernetes does', () => {
    const [object] = read(
      `${CONFIG}mode: 0644\nports: 22:22\nday: 2026-01-02\nbase: &base {a: 1}\nmore: {<<: *base, b: 2}\n`,
    );
    expect(object).toMatchObject({
      mode: 0o644,
      ports: '22:22',
      day: '2026-01-02',
      more: { a: 1, b: 2 },
    });
  });

  it.each([
    [
      'doubled keys',
      `${CONFIG}kind: Secret`,
      /^deploy\/a.yaml: line 3: 'kind' is there twice$/,
    ],
    [
      'doubled keys within',
      `${CONFIG}data: {a: 1, a: 2}`,
      /line 3: 'a' is there twice/,
    ],
    ['tags', `${CONFIG}a: !!js/function "x"`, /line 3: Unresolved tag/],
    ['binary', `${CONFIG}a: !!binary aGk=`, /line 3: Unresolved tag/],
    [
      'keys that are no text',
      `${CONFIG}? [a]\n: b`,
      /line 3: .*keys must be strings/,
    ],
    [
      'a prototype',
      `${CONFIG}__proto__: {metadata: {}}`,
      /'__proto__' may not be a key/,
    ],
    [
      'a prototype within',
      `${CONFIG}a: [{"__proto__": 1}]`,
      /'__proto__' may not be a key/,
    ],
    ['an alias bomb', `${CONFIG}${BOMB}`, /Excessive alias count/],
    ['a circle', `${CONFIG}a: &a [*a]`, /circular/],
    [
      'lists without end',
      nested(20_000, '['),
      /line 3: is nested deeper than 64/,
    ],
    ['maps without end', nested(20_000, '{a: '), /line 3: is nested deeper/],
    [
      'indentation without end',
      `${CONFIG}${Array.from(
        { length: 1_000 },
        (_, i) => `${' '.repeat(i)}a:`,
      ).join('\n')}`,
      /nested deeper/,
    ],
    [
      'a huge file',
      `${CONFIG}a: ${'x'.repeat(1_000_000)}`,
      /1000034 characters long/,
    ],
    [
      'documents without end',
      `${CONFIG}---\n`.repeat(501),
      /document 501 of the file/,
    ],
    [
      'lists in lists',
      JSON.stringify(
        [1, 2, 3, 4].reduce<object>(
          inner => ({ apiVersion: 'v1', kind: 'List', items: [inner] }),
          { apiVersion: 'v1', kind: 'Pod' },
        ),
      ),
      /too many lists/,
    ],
    ['no object', 'just text', /document 1 is no object of Kubernetes/],
    [
      'an object of something else',
      'services: {web: {}}',
      /document 1 is no object/,
    ],
    ['broken YAML', 'a: [', /line 1: Flow sequence/],
  ])('refuses %s', (_, text, message) => {
    expect(() => read(text)).toThrow(message);
    expect(() => read(text)).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });

  it('takes no longer for a key of many than for one of few', () => {
    const keys = (n: number) =>
      `${CONFIG}data:\n${Array.from({ length: n }, (_, i) => `  k${i}: v`).join(
        '\n',
      )}`;
    /** Of the processor, whatever else it does. */
    const once = (text: string) => {
      const begun = process.cpuUsage();
      read(text);
      return process.cpuUsage(begun).user;
    };
    /** The cheapest: memory is cleaned up in others. */
    const cost = (n: number) => {
      const text = keys(n);
      return Math.min(once(text), once(text), once(text));
    };
    // Four times as much, or sixteen times if each is compared with each.
    expect(cost(20_000) / cost(5_000)).toBeLessThan(10);
  });
});
