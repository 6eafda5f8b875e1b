import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { mergeText } from './mergeText';
import { mergeTrees } from './mergeTrees';
import type { Tree, TreeFile } from './types';
import { upgradeText } from './upgradeText';

const LABELS = { repository: 'main', template: 'web-service 1.1.0' };

type Files = Record<string, string | TreeFile>;
const tree = (files: Files): Tree =>
  new Map(
    Object.entries(files).map(([path, file]) => [
      path,
      typeof file === 'string' ? { content: file } : file,
    ]),
  );
const merge = (base: Files, template: Files, repository: Files) =>
  mergeTrees(
    {
      base: tree(base),
      template: tree(template),
      repository: tree(repository),
    },
    LABELS,
  );
const plain = (files: Tree) =>
  Object.fromEntries([...files].map(([path, { content }]) => [path, content]));
const lines = (...all: string[]) => all.map(line => `${line}\n`).join('');

/** Long enough to be known again under another name. */
const LONG = lines(
  'apiVersion: apps/v1',
  'kind: Deployment',
  'metadata: {name: orders}',
  'spec:',
  '  replicas: 2',
  '  image: orders:1',
  '  port: 8080',
);
const changed = (from: string, to: string, text = LONG) =>
  text.replace(from, to);

describe('text', () => {
  it.each<[string, string, string, string, string]>([
    ['nobody', LONG, LONG, LONG, LONG],
    [
      'the template alone',
      LONG,
      changed('8080', '9090'),
      LONG,
      changed('8080', '9090'),
    ],
    [
      'the repository alone',
      LONG,
      LONG,
      changed('8080', '9090'),
      changed('8080', '9090'),
    ],
    [
      'both alike',
      LONG,
      changed('8080', '9090'),
      changed('8080', '9090'),
      changed('8080', '9090'),
    ],
    [
      'both, far apart',
      LONG,
      changed('apps/v1', 'apps/v2'),
      changed('8080', '9090'),
      changed('8080', '9090', changed('apps/v1', 'apps/v2')),
    ],
    [
      'both, line by line',
      LONG,
      changed('orders:1', 'orders:2'),
      changed('replicas: 2', 'replicas: 5'),
      changed('replicas: 2', 'replicas: 5', changed('orders:1', 'orders:2')),
    ],
    [
      'one a line, one added after it',
      'a\nb\n',
      'a\nB\n',
      'a\nb\nc\n',
      'a\nB\nc\n',
    ],
    [
      'one a line, one deleted the next',
      'a\nb\nc\n',
      'A\nb\nc\n',
      'a\nc\n',
      'A\nc\n',
    ],
  ])('that was changed by %s', (_, base, template, repository, expected) => {
    expect(mergeText({ base, template, repository }, LABELS)).toEqual({
      text: expected,
      marks: 0,
    });
  });

  it.each<[string, string, string, string, string]>([
    [
      'the same line',
      'a\nb\nc\n',
      'a\nB\nc\n',
      'a\nbb\nc\n',
      'a\n<<<<<<< main\nbb\n=======\nB\n>>>>>>> web-service 1.1.0\nc\n',
    ],
    [
      'added at the same place',
      'a\nc\n',
      'a\nB\nc\n',
      'a\nbb\nc\n',
      'a\n<<<<<<< main\nbb\n=======\nB\n>>>>>>> web-service 1.1.0\nc\n',
    ],
    [
      'the last line, which has no end',
      'a\nb',
      'a\nB',
      'a\nbb',
      'a\n<<<<<<< main\nbb\n=======\nB\n>>>>>>> web-service 1.1.0\n',
    ],
    [
      'one a line, which the other deleted',
      'a\nb\nc\n',
      'a\nc\n',
      'a\nbb\nc\n',
      'a\n<<<<<<< main\nbb\n=======\n>>>>>>> web-service 1.1.0\nc\n',
    ],
  ])(
    'of which both changed %s is marked',
    (_, base, template, repository, expected) => {
      expect(mergeText({ base, template, repository }, LABELS)).toEqual({
        text: expected,
        marks: 1,
      });
    },
  );

  it('keeps the ends of lines that the repository has', () => {
    const { text, marks } = mergeText(
      {
        base: 'a\nb\nc\n',
        template: 'a\nb\nC\n',
        repository: 'A\r\nb\r\nc\r\n',
      },
      LABELS,
    );
    expect([text, marks]).toEqual(['A\r\nb\r\nC\r\n', 0]);
  });
});

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd', 'e', ''), { maxLength: 8 })
  .map(all => lines(...all));

describe('any three texts', () => {
  const sides = fc.tuple(text, text, text);

  it('are the changed one, if one side changed nothing', () => {
    fc.assert(
      fc.property(text, text, (base, other) => {
        const same = { text: other, marks: 0 };
        expect(
          mergeText({ base, template: base, repository: other }, LABELS),
        ).toEqual(same);
        expect(
          mergeText({ base, template: other, repository: base }, LABELS),
        ).toEqual(same);
        expect(
          mergeText({ base, template: other, repository: other }, LABELS),
        ).toEqual(same);
      }),
    );
  });

  it('lose no line that the repository added', () => {
    const count = (all: string, line: string) =>
      all.split('\n').filter(one => one === line).length;
    fc.assert(
      fc.property(sides, fc.nat(), ([base, template, repository], at) => {
        const own = repository.split('\n');
        own.splice(at % own.length, 0, 'mine');
        const merged = mergeText(
          { base, template, repository: own.join('\n') },
          LABELS,
        );
        expect(count(merged.text, 'mine')).toBe(1);
      }),
    );
  });

  it('are marked from both sides, or from neither', () => {
    fc.assert(
      fc.property(sides, ([base, template, repository]) => {
        const one = mergeText({ base, template, repository }, LABELS);
        const other = mergeText(
          { base, template: repository, repository: template },
          LABELS,
        );
        expect(one.marks > 0).toBe(other.marks > 0);
      }),
    );
  });

  it('are marked nowhere where Git marks nothing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fairway-merge-'));
    const file = (name: string) => join(folder, name);
    try {
      for (const [base, template, repository] of fc.sample(sides, 60)) {
        writeFileSync(file('base'), base);
        writeFileSync(file('template'), template);
        writeFileSync(file('repository'), repository);
        const { status } = spawnSync('git', [
          'merge-file',
          '-p',
          ...['repository', 'base', 'template'].map(file),
        ]);
        const { marks } = mergeText({ base, template, repository }, LABELS);
        // Where lines repeat, which of them is which may be seen otherwise.
        const isUnique = [base, template, repository].every(one => {
          const all = one.split('\n').slice(0, -1);
          return new Set(all).size === all.length;
        });
        expect(status === 0 && isUnique ? marks : 0).toBe(0);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('a tree', () => {
  const kinds = ({ conflicts }: ReturnType<typeof merge>) =>
    conflicts.map(({ path, kind }) => `${path} ${kind}`);
  const told = ({ changes }: ReturnType<typeof merge>) =>
    changes.map(({ kind, path, from }) =>
      [kind, ...(from ? [from] : []), path].join(' '),
    );

  it.each<[string, Files, Files, Files, Files, string[], string[]]>([
    [
      'a new file of the template',
      {},
      { a: 'x' },
      {},
      { a: 'x' },
      ['added a'],
      [],
    ],
    ['a new file of the repository', {}, {}, { a: 'x' }, { a: 'x' }, [], []],
    [
      'a new file of both, alike',
      {},
      { a: 'x' },
      { a: 'x' },
      { a: 'x' },
      [],
      [],
    ],
    [
      'a new file of both',
      {},
      { a: 'x\n' },
      { a: 'y\n' },
      { a: '<<<<<<< main\ny\n=======\nx\n>>>>>>> web-service 1.1.0\n' },
      ['updated a'],
      ['a both-added'],
    ],
    [
      'a file that the template drops',
      { a: 'x' },
      {},
      { a: 'x' },
      {},
      ['deleted a'],
      [],
    ],
    [
      'a file that the template drops and somebody changed',
      { a: 'x' },
      {},
      { a: 'y' },
      { a: 'y' },
      [],
      ['a deleted-by-template'],
    ],
    ['a file that somebody deleted', { a: 'x' }, { a: 'x' }, {}, {}, [], []],
    [
      'a file that somebody deleted and the template changed',
      { a: 'x' },
      { a: 'y' },
      {},
      {},
      [],
      ['a deleted-by-repository'],
    ],
    ['a file that both deleted', { a: 'x' }, {}, {}, {}, [], []],
    [
      'a file that somebody renamed and the template changed',
      { a: LONG },
      { a: changed('8080', '9090') },
      { b: LONG },
      { b: changed('8080', '9090') },
      ['updated b'],
      [],
    ],
    [
      'a file that the template renamed and somebody changed',
      { a: LONG },
      { b: LONG },
      { a: changed('8080', '9090') },
      { b: changed('8080', '9090') },
      ['renamed a b'],
      [],
    ],
    [
      'a file that both renamed, otherwise',
      { a: LONG },
      { b: changed('8080', '9090') },
      { c: LONG },
      { c: changed('8080', '9090') },
      ['updated c'],
      ['c renamed-by-both'],
    ],
    [
      'a file that both renamed, alike',
      { a: LONG },
      { b: changed('8080', '9090') },
      { b: LONG },
      { b: changed('8080', '9090') },
      ['updated b'],
      [],
    ],
    [
      'a file that the template drops and somebody renamed',
      { 'docs/x.md': LONG },
      {},
      { 'handbook/x.md': LONG },
      { 'handbook/x.md': LONG },
      [],
      ['handbook/x.md deleted-by-template'],
    ],
    [
      'a file that the template renames to where somebody has a folder',
      { a: LONG },
      { b: LONG },
      { a: LONG, 'b/c': 'mine\n' },
      { a: LONG, 'b/c': 'mine\n' },
      [],
      ['b in-the-way'],
    ],
    [
      'a file that the template renames into what somebody has as a file',
      { a: LONG },
      { 'b/c': LONG },
      { a: changed('8080', '9090'), b: 'mine\n' },
      { a: changed('8080', '9090'), b: 'mine\n' },
      [],
      ['b/c in-the-way'],
    ],
    [
      'a file that becomes a folder of the template',
      { a: LONG },
      { 'a/b': LONG },
      { a: changed('8080', '9090') },
      { 'a/b': changed('8080', '9090') },
      ['renamed a a/b'],
      [],
    ],
    [
      'a file whose name the template gives to another',
      { a: LONG },
      { a: 'new\n', b: LONG },
      { a: changed('8080', '9090') },
      {
        a: `<<<<<<< main\n${changed(
          '8080',
          '9090',
        )}=======\nnew\n>>>>>>> web-service 1.1.0\n`,
        b: LONG,
      },
      ['updated a', 'added b'],
      ['a content'],
    ],
    [
      'a file that the template moved onto one of somebody’s',
      { a: LONG },
      { b: changed('8080', '9090') },
      { a: LONG, b: 'mine\n' },
      { a: changed('8080', '9090'), b: 'mine\n' },
      ['updated a'],
      ['b in-the-way'],
    ],
    [
      'a file that somebody renamed to what the template adds',
      { a: LONG },
      { a: changed('8080', '9090'), b: 'new\n' },
      { b: LONG },
      { b: changed('8080', '9090') },
      ['updated b'],
      ['b in-the-way'],
    ],
    [
      'a file where the template has a folder',
      {},
      { 'a/b': 'x' },
      { a: 'y' },
      { a: 'y' },
      [],
      ['a/b in-the-way'],
    ],
    [
      'a folder where the template has a file',
      {},
      { a: 'x' },
      { 'a/b': 'y' },
      { 'a/b': 'y' },
      [],
      ['a in-the-way'],
    ],
    [
      'names that objects have',
      {},
      { __proto__x: 'a', constructor: 'b' },
      {},
      { __proto__x: 'a', constructor: 'b' },
      ['added __proto__x', 'added constructor'],
      [],
    ],
  ])('with %s', (_, base, template, repository, files, changes, conflicts) => {
    const merged = merge(base, template, repository);
    expect(plain(merged.files)).toEqual(files);
    expect(told(merged)).toEqual(changes);
    expect(kinds(merged)).toEqual(conflicts);
  });

  describe('with a folder that was moved', () => {
    const [APP, CODE] = [
      LONG,
      lines('package main', 'import "net/http"', 'func main() {', '}'),
    ];
    const LIST = (...all: string[]) =>
      lines('resources:', ...all.map(one => `  - ${one}`));
    const PDB = lines('kind: PodDisruptionBudget', 'spec: {minAvailable: 1}');

    it('here: what the template adds to it goes there', () => {
      const merged = merge(
        { 'deploy/base/app.yaml': APP, 'deploy/base/list.yaml': LIST('app') },
        {
          'deploy/base/app.yaml': APP,
          'deploy/base/list.yaml': LIST('app', 'pdb'),
          'deploy/base/pdb.yaml': PDB,
          'deploy/prod/extra/x.yaml': 'x\n',
        },
        { 'k8s/base/app.yaml': APP, 'k8s/base/list.yaml': LIST('app') },
      );
      expect(plain(merged.files)).toEqual({
        'k8s/base/app.yaml': APP,
        'k8s/base/list.yaml': LIST('app', 'pdb'),
        'k8s/base/pdb.yaml': PDB,
        'k8s/prod/extra/x.yaml': 'x\n',
      });
      expect(told(merged)).toEqual([
        'updated k8s/base/list.yaml',
        'added deploy/base/pdb.yaml k8s/base/pdb.yaml',
        'added deploy/prod/extra/x.yaml k8s/prod/extra/x.yaml',
      ]);
      expect(kinds(merged)).toEqual([]);
    });

    it('here: what the template renames in it is renamed there', () => {
      const merged = merge(
        { 'deploy/app.yaml': APP },
        { 'deploy/service.yaml': APP },
        { 'k8s/app.yaml': changed('8080', '9090') },
      );
      expect(plain(merged.files)).toEqual({
        'k8s/service.yaml': changed('8080', '9090'),
      });
      expect(kinds(merged)).toEqual([]);
    });

    it('by the template: what somebody added to it goes along, and is told', () => {
      const merged = merge(
        { 'src/app.go': CODE },
        { 'cmd/app.go': CODE },
        { 'src/app.go': CODE, 'src/own.go': 'mine\n' },
      );
      expect(plain(merged.files)).toEqual({
        'cmd/app.go': CODE,
        'cmd/own.go': 'mine\n',
      });
      expect(told(merged)).toEqual([
        'renamed src/app.go cmd/app.go',
        'renamed src/own.go cmd/own.go',
      ]);
      expect(kinds(merged)).toEqual(['cmd/own.go moved-folder']);
    });

    it('by the template: what somebody renamed in it keeps its name', () => {
      const merged = merge(
        { 'src/app.go': CODE, 'src/b.yaml': APP },
        { 'cmd/app.go': CODE, 'cmd/b.yaml': APP },
        { 'src/main.go': CODE, 'src/b.yaml': APP },
      );
      expect(plain(merged.files)).toEqual({
        'cmd/main.go': CODE,
        'cmd/b.yaml': APP,
      });
      expect(kinds(merged)).toEqual([]);
    });

    it('to several places, or in part: it is told', () => {
      const base = { 'deploy/app.yaml': APP, 'deploy/main.go': CODE };
      const template = { ...base, 'deploy/pdb.yaml': PDB };
      const parted = { 'a/app.yaml': APP, 'b/main.go': CODE };
      const merged = merge(base, template, parted);
      expect(plain(merged.files)).toEqual({
        ...parted,
        'deploy/pdb.yaml': PDB,
      });
      expect(kinds(merged)).toEqual(['deploy/pdb.yaml moved-folder']);
      expect(merged.conflicts[0].message).toContain('a/ and b/');
      const base3 = { ...base, 'deploy/r.txt': `${CODE}${APP}` };
      const most = { ...parted, 'a/r.txt': base3['deploy/r.txt'] };
      expect(
        kinds(
          merge(
            base3,
            { ...base3, 'deploy/pdb.yaml': PDB },
            {
              'deploy/main.go': CODE,
              'a/app.yaml': APP,
              'a/r.txt': most['a/r.txt'],
            },
          ),
        ),
      ).toEqual(['deploy/pdb.yaml moved-folder']);
    });

    it('onto something of somebody’s: it stays where the template has it', () => {
      const merged = merge(
        { 'deploy/app.yaml': APP },
        { 'deploy/app.yaml': APP, 'deploy/pdb.yaml': PDB },
        { 'k8s/app.yaml': APP, 'k8s/pdb.yaml/mine.txt': 'mine\n' },
      );
      expect(plain(merged.files)).toEqual({
        'k8s/app.yaml': APP,
        'k8s/pdb.yaml/mine.txt': 'mine\n',
        'deploy/pdb.yaml': PDB,
      });
      expect(kinds(merged)).toEqual(['k8s/pdb.yaml in-the-way']);
    });
  });

  it('keeps what nobody read, whatever the template has there', () => {
    const link: TreeFile = { content: { id: 'aa', isLink: true } };
    const other: TreeFile = { content: { id: 'bb' } };
    const merged = merge(
      { a: LONG, b: LONG },
      { a: changed('8080', '9090'), b: LONG, c: 'new\n' },
      { a: link, b: link, c: link, d: other },
    );
    expect(Object.fromEntries(merged.files)).toEqual({
      ...{ a: link, b: link, c: link, d: other },
    });
    expect(kinds(merged)).toEqual(['a binary', 'c binary']);
    expect(merged.changes).toEqual([]);
  });

  it('leaves a mark of executables that nobody knows of as it is', () => {
    const mark = (executable?: boolean) => ({
      a: { content: LONG, executable },
    });
    for (const [base, template, repository] of [
      [undefined, undefined, true],
      [true, undefined, true],
      [true, undefined, false],
      [true, true, false],
    ]) {
      const merged = merge(mark(base), mark(template), mark(repository));
      expect(merged.files.get('a')?.executable).toBe(repository);
      expect(merged.changes).toEqual([]);
    }
  });

  it('knows a file again of which all ends of lines were changed', () => {
    const merged = merge(
      { a: LONG },
      { a: changed('8080', '9090') },
      { b: LONG.replaceAll('\n', '\r\n') },
    );
    expect(plain(merged.files)).toEqual({
      b: changed('8080', '9090').replaceAll('\n', '\r\n'),
    });
    expect(kinds(merged)).toEqual([]);
  });

  it('keeps what is no text as it was here, and says so', () => {
    const bytes = (...all: number[]): TreeFile => ({
      content: Uint8Array.from(all),
    });
    const merged = merge(
      { a: bytes(0, 1) },
      { a: bytes(0, 2) },
      { a: bytes(0, 3) },
    );
    expect(merged.files.get('a')).toEqual(bytes(0, 3));
    expect(kinds(merged)).toEqual(['a binary']);
  });

  it.each([
    [false, true, false, true],
    [true, false, true, false],
    [false, false, true, true],
    [true, true, false, false],
  ])(
    'merges the mark of executables: %s, %s, %s is %s',
    (base, template, repository, expected) => {
      const script = (executable: boolean) => ({
        a: { content: LONG, executable },
      });
      const merged = merge(script(base), script(template), script(repository));
      expect(merged.files.get('a')?.executable === true).toBe(expected);
    },
  );

  const path = fc.constantFrom('a', 'b', 'c', 'd/e', 'd/f');
  const anyTree = fc
    .dictionary(path, text, { maxKeys: 5, noNullPrototype: true })
    .map(files => files as Files);

  it('is the template’s, if nobody changed anything', () => {
    fc.assert(
      fc.property(anyTree, anyTree, (base, template) => {
        const merged = merge(base, template, base);
        expect(plain(merged.files)).toEqual(template);
        expect(merged.conflicts).toEqual([]);
      }),
    );
  });

  it('is the repository’s, if the template stayed', () => {
    fc.assert(
      fc.property(anyTree, anyTree, (base, repository) => {
        const merged = merge(base, base, repository);
        expect(plain(merged.files)).toEqual(repository);
        expect(merged.conflicts).toEqual([]);
        expect(merged.changes).toEqual([]);
      }),
    );
  });

  /** Few names and few texts, so that much is renamed, moved and in the way. */
  const tangled = fc
    .dictionary(
      fc.constantFrom(
        'a',
        'b',
        'd',
        'd/e',
        'd/f',
        'g/e',
        'g/f',
        'g/h/e',
        'b/e',
      ),
      fc
        .tuple(fc.constantFrom('x', 'y', 'z'), fc.nat({ max: 6 }))
        .map(([word, line]) => {
          const all = Array.from({ length: 7 }, (_, i) => `line ${word} ${i}`);
          all[line] = `changed ${line}`;
          return lines(...all);
        }),
      { maxKeys: 6, noNullPrototype: true },
    )
    .map(files => {
      const names = Object.keys(files);
      return Object.fromEntries(
        Object.entries(files).filter(
          ([name]) => !names.some(other => name.startsWith(`${other}/`)),
        ),
      ) as Files;
    });

  it('loses nothing of somebody’s where much is moved, and makes no false tree', () => {
    fc.assert(
      fc.property(tangled, tangled, tangled, (base, template, edited) => {
        const repository = Object.fromEntries(
          Object.entries(edited).map(([name, content], i) => [
            name,
            `${content}mine ${i}\n`,
          ]),
        );
        const { files, changes } = merge(base, template, repository);
        const all = Object.values(plain(files)).join('').split('\n');
        Object.keys(repository).forEach((_, i) =>
          expect(all.filter(line => line === `mine ${i}`)).toHaveLength(1),
        );
        const names = [...files.keys()];
        expect(
          names.filter(name => names.some(one => name.startsWith(`${one}/`))),
        ).toEqual([]);
        // Whoever does what is listed has what was merged.
        const after = new Set(Object.keys(repository));
        changes.forEach(({ kind, path: at, from }) => {
          after.delete(kind === 'renamed' ? from! : '');
          after.delete(kind === 'deleted' ? at : '');
        });
        changes.forEach(({ kind, path: at }) => {
          after.add(kind === 'deleted' ? names[0] : at);
        });
        expect(new Set([...after].filter(Boolean))).toEqual(new Set(names));
      }),
      { numRuns: 2000 },
    );
  });

  it('is the template’s, whatever moved, if nobody changed anything', () => {
    fc.assert(
      fc.property(tangled, tangled, (base, template) => {
        const merged = merge(base, template, base);
        expect(plain(merged.files)).toEqual(template);
        expect(merged.conflicts).toEqual([]);
        const same = merge(base, base, template);
        expect(plain(same.files)).toEqual(template);
        expect([same.conflicts, same.changes]).toEqual([[], []]);
      }),
    );
  });

  it('loses no line and no file of somebody’s', () => {
    fc.assert(
      fc.property(anyTree, anyTree, anyTree, (base, template, edited) => {
        const repository: Files = {
          ...Object.fromEntries(
            Object.entries(edited).map(([name, content], i) => [
              name,
              `${content}mine ${i}\n`,
            ]),
          ),
          own: 'mine alone\n',
        };
        const all = Object.values(
          plain(merge(base, template, repository).files),
        ).join('');
        for (const content of Object.values(repository)) {
          const mark = String(content).split('\n').at(-2)!;
          expect(all.split('\n').filter(line => line === mark)).toHaveLength(1);
        }
      }),
    );
  });
});

it('tells what changes and what is to be decided, whatever files are called', () => {
  const merged = merge(
    { a: LONG, b: 'x\n', 'gone`@alice': 'x' },
    { c: LONG, b: 'y\n' },
    { a: LONG, b: 'z\n', 'gone`@alice': 'x' },
  );
  expect(
    upgradeText(merged, {
      template: 'template:default/web-service',
      from: '1.0.0',
      to: '1.1.0',
    }),
  ).toBe(
    [
      '`template:default/web-service` `1.0.0` → `1.1.0`. What was changed here since is kept: this is a three-way merge with what the template made then.',
      '',
      '### To be decided (1)',
      '',
      '- `b`: Both changed the same lines, in one place',
      '',
      '### Files (3)',
      '',
      '- updated: `b`',
      '- renamed: `a` → `c`',
      '- deleted: `` gone`@alice ``',
      '',
    ].join('\n'),
  );
});

it.each([
  [false, "### What's new"],
  [true, '### What is taken back'],
])('tells what lies between; back: %s', (isBack, heading) => {
  const versions = [{ version: '1.1.0', changes: ['probes'] }];
  const title = { template: 'template:default/web', from: '1', to: '2' };
  const told = upgradeText(merge({}, {}, {}), { ...title, versions, isBack });
  expect(told).toContain(`\n${heading}\n\n- \`1.1.0\`: \`probes\`\n`);
});
