import fc from 'fast-check';
import { asManaged } from './block';
import { mergeManaged, type ManagedMerge } from './mergeManaged';
import { mergeManagedFiles } from './mergeManagedFiles';

const file = (body: string, more: { mayAppend?: boolean } = {}) =>
  asManaged({
    path: 'skaffold.yaml',
    body,
    syntax: 'hash',
    tool: 'skaffold',
    note: 'orders, for Skaffold 2',
    ...more,
  });
const json = (body: object) =>
  asManaged({
    path: '.mirrord/mirrord.json',
    body: `${JSON.stringify(body, undefined, 2)}\n`,
    syntax: 'json',
    tool: 'mirrord',
    note: 'orders',
  });

const OLD = file('a: 1\nb: 2\n');
const NEW = file('a: 1\nb: 3\n');
const merge = (existing: string | undefined, generated = NEW) =>
  mergeManaged({ existing, generated });

/** Lines of somebody's that a merge lost. */
function lostIn(
  existing: string,
  { outcome, content }: ManagedMerge,
): string | undefined {
  if (outcome === 'created') {
    return existing.trim() || undefined;
  }
  if (outcome !== 'updated') {
    return content === existing ? undefined : content;
  }
  // All but the block is there, byte for byte.
  const [head, tail] = content.split(NEW.content.trimEnd());
  const rest = existing.length - OLD.content.trimEnd().length;
  return existing.startsWith(head) &&
    existing.endsWith(tail) &&
    rest === head.length + tail.length
    ? undefined
    : content;
}

/** As JSON has it. */
function valueOf(object: object, key: string): unknown {
  const value = Object.hasOwn(object, key)
    ? (object as Record<string, unknown>)[key]
    : undefined;
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

describe('a file with a block', () => {
  it.each([undefined, '', '\n \n'])('is created over %j', existing => {
    expect(merge(existing)).toEqual({
      outcome: 'created',
      content: NEW.content,
      findings: [],
    });
  });

  it('is brought up to date, and is then as it should be', () => {
    const { outcome, content } = merge(OLD.content);
    expect([outcome, content]).toEqual(['updated', NEW.content]);
    expect(merge(content).outcome).toBe('unchanged');
  });

  it.each<[string, string, string]>([
    [
      'what stands before it',
      `# mine\nx: 1\n${OLD.content}`,
      `# mine\nx: 1\n${NEW.content}`,
    ],
    ['what stands after it', `${OLD.content}y: 2`, `${NEW.content}y: 2`],
    [
      'the ends of lines',
      `x\r\n${OLD.content.replaceAll('\n', '\r\n')}y\r\n`,
      `x\r\n${NEW.content.replaceAll('\n', '\r\n')}y\r\n`,
    ],
    [
      'a missing end of the last line',
      OLD.content.trimEnd(),
      NEW.content.trimEnd(),
    ],
  ])('keeps %s', (_, existing, expected) => {
    expect(merge(existing)).toMatchObject({
      outcome: 'updated',
      content: expected,
    });
  });

  it.each<[string, string, string]>([
    ['an edit', OLD.content.replace('b: 2', 'b: 4'), 'block-edited'],
    ['a line more', OLD.content.replace('b: 2', 'b: 2\nc: 5'), 'block-edited'],
    ['a line less', OLD.content.replace('b: 2\n', ''), 'block-edited'],
    [
      'a mark that was changed',
      OLD.content.replace(/skaffold [0-9a-f]+/, 'skaffold 0000'),
      'block-edited',
    ],
    ['no end', OLD.content.replace(/# <<<.*\n/, ''), 'block-damaged'],
    ['no beginning', OLD.content.replace(/# >>>.*\n/, ''), 'block-damaged'],
    ['two blocks', OLD.content + OLD.content, 'block-damaged'],
    [
      'marks in the wrong order',
      '# <<< fairway skaffold\n# >>> fairway skaffold 00\n',
      'block-damaged',
    ],
    ['no block at all', 'apiVersion: skaffold/v4beta13\n', 'file-foreign'],
    [
      "another tool's block",
      OLD.content.replaceAll('skaffold', 'tilt'),
      'file-foreign',
    ],
  ])('with %s is kept, and it is said', (_, existing, id) => {
    const { outcome, content, findings } = merge(existing);
    expect([outcome, content]).toEqual(['kept', existing]);
    expect(findings).toMatchObject([{ id, severity: 'confirm' }]);
  });

  it('takes no space at the end of a line for an edit', () => {
    const existing = OLD.content.replace('a: 1', 'a: 1  ');
    expect(merge(existing)).toMatchObject({
      outcome: 'updated',
      content: NEW.content,
    });
  });

  it('takes for its own what somebody wrote just so', () => {
    const existing = OLD.content.replace('b: 2', 'b: 3');
    expect(merge(existing)).toMatchObject({
      outcome: 'updated',
      content: NEW.content,
    });
  });

  it('is added to a list that anybody may add to', () => {
    const generated = file('.env\n', { mayAppend: true });
    expect(merge('node_modules', generated)).toMatchObject({
      outcome: 'appended',
      content: `node_modules\n${generated.content}`,
    });
    const { content } = merge('node_modules\n', generated);
    expect(merge(content, generated).outcome).toBe('unchanged');
  });

  it('never loses a line that somebody wrote', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(
        ...OLD.content.split('\n'),
        ...file('x\n').content.split('\n'),
      ),
    );
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        fc.boolean(),
        (lines, withBlock) => {
          const [before, after] = [lines.slice(0, 6), lines.slice(6)];
          const existing = [
            ...before,
            ...(withBlock ? OLD.content.trimEnd().split('\n') : []),
            ...after,
          ].join('\n');
          expect(lostIn(existing, merge(existing))).toBeUndefined();
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is the same when it is merged twice', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, body) => {
        const generated = file(`${body.replace(/[\r\n#]/g, '')}\n`, {
          mayAppend: true,
        });
        const once = merge(before, generated);
        expect(merge(once.content, generated).content).toBe(once.content);
      }),
    );
  });
});

describe('a file without comments', () => {
  const base = json({ target: { path: 'a' }, key: 'alice', list: [1] });
  const next = json({ target: { path: 'b' }, key: 'alice', list: [1, 2] });
  const text = (value: object) => JSON.stringify(value, undefined, 2);
  const parsed = (content: string) => JSON.parse(content) as object;

  it.each<[string, object, object, string[]]>([
    ['nothing', JSON.parse(base.body), JSON.parse(next.body), []],
    [
      'a key more',
      { ...JSON.parse(base.body), agent: { ttl: 5 } },
      { ...JSON.parse(next.body), agent: { ttl: 5 } },
      [],
    ],
    [
      'a value of ours',
      { ...JSON.parse(base.body), key: 'bob' },
      { ...JSON.parse(next.body), key: 'bob' },
      [],
    ],
    [
      'a value that we change too',
      { ...JSON.parse(base.body), target: { path: 'c', namespace: 'x' } },
      { ...JSON.parse(next.body), target: { path: 'c', namespace: 'x' } },
      ['target.path'],
    ],
    [
      'a key less',
      { target: { path: 'a' }, list: [1] },
      { target: { path: 'b' }, list: [1, 2] },
      [],
    ],
    [
      'a list that we change too',
      { ...JSON.parse(base.body), list: [9] },
      { ...JSON.parse(next.body), list: [9] },
      ['list'],
    ],
  ])('in which somebody changed %s', (_, existing, expected, kept) => {
    const { content, findings } = mergeManaged({
      existing: text(existing),
      generated: next,
      base: base.body,
    });
    expect(parsed(content)).toEqual(expected);
    expect(findings.map(({ evidence }) => evidence[0].value)).toEqual(kept);
  });

  it('keeps the order of keys and the indentation', () => {
    const existing = '{\n    "key": "alice",\n    "target": { "path": "a" }\n}';
    const { content } = mergeManaged({
      existing,
      generated: json({ target: { path: 'b' }, key: 'alice' }),
      base: json({ target: { path: 'a' }, key: 'alice' }).body,
    });
    expect(content).toBe(
      '{\n    "key": "alice",\n    "target": {\n        "path": "b"\n    }\n}\n',
    );
  });

  it('that is no JSON object is kept', () => {
    for (const existing of ['// mine\n{}', '[]', 'null', '{']) {
      expect(merge(existing, next)).toMatchObject({
        outcome: 'kept',
        content: existing,
      });
    }
  });

  it('never loses a value that somebody wrote', () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    const object = fc.dictionary(fc.string(), value, { maxKeys: 5 });
    fc.assert(
      fc.property(object, object, object, (was, now, theirs) => {
        const { content, findings } = mergeManaged({
          existing: text(theirs),
          generated: json(now),
          base: text(was),
        });
        const merged = parsed(content) as Record<string, unknown>;
        const changed = Object.keys(theirs).filter(key => {
          const [a, c] = [was, theirs].map(one => valueOf(one, key));
          const isScalar = typeof c !== 'object' || c === null;
          return isScalar && JSON.stringify(a) !== JSON.stringify(c);
        });
        for (const key of changed) {
          expect(valueOf(merged, key)).toEqual(valueOf(theirs, key));
        }
        expect(Array.isArray(findings)).toBe(true);
      }),
    );
  });

  it('is merged by what was generated last, which is kept beside it', () => {
    const first = mergeManagedFiles([base], {});
    expect(first.map(({ path, outcome }) => [path, outcome])).toEqual([
      ['.mirrord/mirrord.json', 'created'],
      ['.mirrord/.mirrord.fairway.json', 'created'],
    ]);
    const files = Object.fromEntries(
      first.map(({ path, content }) => [path, content]),
    );
    const edited = {
      ...files,
      '.mirrord/mirrord.json': text({
        ...JSON.parse(base.body),
        agent: { ttl: 5 },
      }),
    };
    const [second, kept] = mergeManagedFiles([next], edited);
    expect(parsed(second.content)).toEqual({
      ...JSON.parse(next.body),
      agent: { ttl: 5 },
    });
    expect(kept.content).toBe(next.body);
  });
});
