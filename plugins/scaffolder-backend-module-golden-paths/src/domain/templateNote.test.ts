import {
  changeInWords,
  changesOf,
  isGoldenPath,
  specIn,
  type PlaceStates,
} from './templateNote';

const FILE = `
apiVersion: backstage.io/v1alpha1
kind: Location
metadata: { name: web }
---
apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata: { name: web }
spec:
  steps:
    - { action: 'fetch:template' }
    - { action: 'fairway:golden-path:record', input: { version: 1.2.0 } }
`;

describe('a template', () => {
  it('is found in its file, by its name', () => {
    const spec = specIn(FILE, 'web');
    expect(spec.steps).toHaveLength(2);
    expect(isGoldenPath(spec)).toBe(true);
    expect(isGoldenPath({ steps: spec.steps.slice(0, 1) })).toBe(false);
  });

  it.each([
    [FILE, 'other'],
    ['', 'web'],
    ['kind: Template\nmetadata: { name: web }', 'web'],
    ['- {', 'web'],
  ])('is missed in %j', (text, name) => {
    expect(() => specIn(text, name)).toThrow(
      `the file holds no template ${name} with steps`,
    );
  });
});

describe('what changed', () => {
  const then: PlaceStates = {
    '.': { files: { a: '1', 'b/c': '2' } },
    'shared/go': { files: { main: '3' }, etag: 'x' },
    'https://git.example.com/a/b/tree/main': { files: { d: '4' } },
  };

  it('is nothing where it is the same, whatever the commit', () => {
    expect(
      changesOf(then, {
        ...then,
        'shared/go': { files: { main: '3' }, etag: 'y' },
      }),
    ).toEqual({ changed: [], unknown: [] });
  });

  it('is what is other, new or gone', () => {
    const { changed } = changesOf(then, {
      '.': { files: { a: '1', 'b/c': '5', 'b/new': '6' } },
      'shared/go': { files: {} },
      'https://git.example.com/a/b/tree/main': { files: { d: '7' } },
    });
    expect(changed).toEqual([
      'b/c',
      'b/new',
      'https://git.example.com/a/b/tree/main/d',
      'shared/go/main',
    ]);
  });

  it('is unknown where one of both was not read, and only there', () => {
    const changes = changesOf(
      { ...then, late: { unknown: 'no answer' } },
      {
        ...then,
        '.': { files: { a: '1' } },
        late: { files: { x: '1' } },
        'shared/go': { unknown: 'it is down' },
      },
    );
    expect(changes).toEqual({
      changed: ['b/c'],
      unknown: [
        'shared/go cannot be read: it is down',
        'late could not be read: no answer',
      ],
    });
  });
});

describe('words', () => {
  const seen = {
    template: 'template:default/web',
    version: '1.0.0',
    versionNow: '1.0.0',
    changed: [] as string[],
    recordsFirst: true,
  };

  it.each([
    [{}],
    [{ versionNow: undefined }],
    // It records another template than it was started from.
    [{ version: undefined, versionNow: '2.0.0' }],
  ])('are none, if nothing changed: %j', more => {
    expect(changeInWords({ ...seen, ...more })).toBeUndefined();
  });

  it('say what changed, what exists and what to do', () => {
    expect(
      changeInWords({
        ...seen,
        versionNow: '1.1.0',
        changed: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
      }),
    ).toBe(
      'template:default/web has changed: it is at version 1.1.0 now, and this run is of 1.0.0; these files are other than when the run began: a, b, c, d, e and 2 more. What was written here may be some of both, so that it is neither recorded nor published. Nothing was made outside of this run. This run cannot go on. Start over: that takes the template as it is now',
    );
  });

  it('do not say that nothing was made where that is not known', () => {
    const words = changeInWords({
      ...seen,
      changed: ['a'],
      recordsFirst: false,
    });
    expect(words).not.toContain('Nothing was made');
    expect(words).toContain('Steps before this one may have made something');
  });
});
