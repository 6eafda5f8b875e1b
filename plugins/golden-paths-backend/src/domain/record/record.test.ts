import { createHash } from 'node:crypto';
import { readRecord } from './readRecord';
import { treeDigest } from './treeDigest';

describe('readRecord', () => {
  it('reads what the action wrote', () => {
    expect(
      readRecord(
        [
          'apiVersion: fairway.dev/v1alpha1',
          'kind: GoldenPath',
          'template: { ref: template:default/web, version: 1.0.0 }',
          'base: { digest: sha256:abc }',
          'parameters: { name: web, port: 8080 }',
        ].join('\n'),
      ),
    ).toEqual({
      template: 'template:default/web',
      version: '1.0.0',
      digest: 'sha256:abc',
      parameters: { name: 'web', port: 8080 },
    });
  });

  it('takes a version as it is written', () => {
    expect(
      readRecord(
        'kind: GoldenPath\ntemplate: { ref: template:default/web, version: 1.10 }',
      ).version,
    ).toBe('1.10');
  });

  it.each([
    ['a: [', 'is no YAML'],
    ['kind: Other', 'kind: '],
    ['kind: GoldenPath', 'template: '],
    [
      'kind: GoldenPath\ntemplate: { ref: "user:default/ada", version: 1 }',
      'template.ref',
    ],
    [
      'kind: GoldenPath\ntemplate: { ref: "template:default/a" }',
      'template.version',
    ],
    [
      'kind: GoldenPath\ntemplate: { ref: "template:default/a", version: "1" }\nparameters: 7',
      'parameters',
    ],
    ['null', 'it: '],
  ])('refuses %j, and names the field', (text, message) => {
    expect(() => readRecord(text)).toThrow(message);
  });
});

describe('treeDigest', () => {
  const tree = (...files: [string, string | Uint8Array][]) =>
    new Map(files.map(([path, content]) => [path, { content }]));

  it('is of names and contents, folder by folder, without the record', () => {
    // As one walks: a folder before a file whose name it begins.
    const expected = createHash('sha256')
      .update('3:a/b1:1')
      .update('5:a.txt2:22')
      .update('3:zü3:333')
      .digest('hex');
    const files = tree(
      ['zü', '333'],
      ['a.txt', '22'],
      ['.fairway/golden-path.yaml', 'anything'],
      ['a/b', '1'],
    );
    expect(treeDigest(files)).toBe(`sha256:${expected}`);
  });

  it('tells bytes apart, and takes text as its bytes', () => {
    expect(treeDigest(tree(['a', 'x']))).toBe(
      treeDigest(tree(['a', new TextEncoder().encode('x')])),
    );
    expect(treeDigest(tree(['a', 'x']))).not.toBe(treeDigest(tree(['ax', ''])));
  });
});
