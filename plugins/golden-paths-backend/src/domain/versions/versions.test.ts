import {
  misversionOf,
  versionOf,
} from '@fairway-idp/backstage-plugin-golden-paths-node';
import { behindInWords } from './behindInWords';
import { distanceOf, isBehind, parseChangelog } from './changelog';
import { sourceDigest } from './source';
import { writingOnly } from '../render/reduceTemplate';

const CHANGELOG = parseChangelog(
  [
    '- { version: 1.2.0, changes: [base image] }',
    '- { version: 1.10, changes: [probes, base image] }',
    '- version: 1.0.0',
  ].join('\n'),
  'web/changelog.yaml',
);

describe('a changelog', () => {
  it('is read; a version may look like a number', () => {
    expect(CHANGELOG[1]).toEqual({
      version: '1.10',
      changes: ['probes', 'base image'],
    });
  });

  it.each([
    ['- {', 'is no YAML'],
    ['version: 1', 'web/changelog.yaml: it'],
    ['- changes: []', '0.version'],
    ['- { version: 1, changes: probes }', '0.changes'],
  ])('is refused where it is none: %j', (text, message) => {
    expect(() => parseChangelog(text, 'web/changelog.yaml')).toThrow(message);
  });

  it.each<[string, string, number | undefined, string]>([
    ['1.2.0', '1.2.0', 0, '0 versions behind'],
    ['1.10', '1.2.0', 1, '1 version behind: base image'],
    ['1.0.0', '1.2.0', 2, '2 versions behind: base image, probes'],
    ['0.1.0', '1.2.0', undefined, 'behind its golden path: base image'],
    ['1.0.0', '2.0.0', undefined, 'behind its golden path'],
  ])('tells how far %s is behind %s', (version, latest, behind, words) => {
    const distance = distanceOf(CHANGELOG, version, latest);
    expect(distance.behind).toBe(behind);
    expect(behindInWords(distance)).toBe(words);
    expect(distance.isAhead).toBeUndefined();
  });

  // The template was taken back.
  it.each([
    ['1.2.0', '1.10', CHANGELOG.slice(0, 1)],
    ['1.2.0', '1.0.0', CHANGELOG.slice(0, 2)],
    // Its changelog, too; by semantic versioning.
    ['1.10.0', '1.9.0', []],
    ['2.0.0', '1.2.0', []],
  ])('tells that %s is ahead of %s', (version, latest, changes) => {
    expect(distanceOf(CHANGELOG, version, latest)).toEqual({
      ...{ behind: 0, isAhead: true, changes },
    });
    const template = { version: latest, changelog: CHANGELOG };
    expect(isBehind(template, version)).toBe(false);
  });

  it.each<[string | undefined, string, boolean]>([
    ['1.0.0', '1.2.0', true],
    ['1.2.0', '1.2.0', false],
    // Nobody knows.
    [undefined, '1.2.0', true],
    ['spring', 'autumn', true],
    ['1.11', '1.10', true],
  ])('tells whether %s is to be brought to %s', (version, latest, is) => {
    const template = { version: latest, changelog: CHANGELOG };
    expect(isBehind(template, version)).toBe(is);
  });
});

const step = (action: string, input: object = {}) => ({
  ...{ id: action, name: action, action },
  input: input as never,
});

const SPEC = {
  type: 'service',
  parameters: [
    { properties: { name: { type: 'string' }, size: { default: 's' } } },
    { properties: { color: { default: 'blue' } } },
  ],
  steps: [
    step('fetch:template', { url: './skeleton' }),
    step('fs:rename'),
    step('debug:log'),
    step('fairway:render'),
    step('fairway:kubernetes:preflight'),
    step('fairway:golden-path:record', { version: '1.2.0' }),
    step('fetch:plain'),
    step('publish:gitea'),
  ],
  output: { links: [] },
} as never as Parameters<typeof writingOnly>[0];

describe('a template', () => {
  it('has the version that it records', () => {
    expect(versionOf({ spec: SPEC } as never)).toBe('1.2.0');
    const without = { spec: { steps: [step('fetch:template')] } };
    expect(versionOf(without as never)).toBeUndefined();
    const chosen = step('fairway:golden-path:record', {
      version: '${{ parameters.version }}',
    });
    expect(versionOf({ spec: { steps: [chosen] } } as never)).toBeUndefined();
    const number = {
      spec: { steps: [step('fairway:golden-path:record', { version: 1.1 })] },
    };
    expect(versionOf(number as never)).toBeUndefined();
    expect(misversionOf(number as never)).toBe(
      'the version of its step fairway:golden-path:record is 1.1, which is no text: put it in quotes',
    );
    expect(misversionOf({ spec: SPEC } as never)).toBeUndefined();
    expect(misversionOf(without as never)).toBeUndefined();
  });

  it('is run only as far as it writes what it records', () => {
    const { steps, ...rest } = writingOnly(SPEC);
    expect(steps.map(({ action }) => action)).toEqual([
      'fetch:template',
      'fs:rename',
      'fairway:golden-path:record',
    ]);
    expect(rest).not.toHaveProperty('output');
  });

  it('is rendered on the way where what it writes depends on that', () => {
    const render = { ...step('fairway:render'), id: 'render' };
    const inner = step('fairway:inner-loop:write', {
      objects: '${{ steps.render.output.objects }}',
    });
    const record = step('fairway:golden-path:record', { version: '1' });
    const steps = [render, { ...render, id: 'other' }, inner, record];
    expect(writingOnly({ ...SPEC, steps }).steps.map(({ id }) => id)).toEqual([
      'render',
      'fairway:inner-loop:write',
      record.id,
    ]);
  });

  it('is rendered only where what depends on that is written', () => {
    const render = { ...step('fairway:render'), id: 'render' };
    const inner = {
      ...step('fairway:inner-loop:write', {
        objects: '${{ steps.render.output.objects }}',
      }),
      if: '${{ parameters.innerLoop }}',
    };
    const record = step('fairway:golden-path:record', { version: '1' });
    const reduced = (steps: object[]) =>
      writingOnly({ ...SPEC, steps } as never).steps.map(one => one.if);
    expect(reduced([render, inner, record])).toEqual([
      inner.if,
      inner.if,
      undefined,
    ]);
    const always = { ...inner, id: 'always', if: undefined };
    expect(reduced([render, inner, always, record])[0]).toBeUndefined();
  });

  it.each([
    ['steps', '${{ steps.alloc.output.port }}'],
    ['user', '${{ user.entity.metadata.name }}'],
    ['secrets', "${{ secrets['TOKEN'] }}"],
    ['context', '${{ context.task.id }}'],
    ['all steps', '${{ steps | dump }}'],
  ])('is not run without what only a run tells: %s', (_, expression) => {
    const steps = [
      { ...step('acme:allocate'), id: 'alloc' },
      { ...step('fetch:template', { values: { a: expression } }), id: 'files' },
      step('fairway:golden-path:record', { version: '1' }),
    ];
    expect(() => writingOnly({ ...SPEC, steps })).toThrow(
      `The step files writes files by ${expression}`,
    );
    // What is not run may ask for all of it.
    const later = { ...step('publish:gitea', { a: expression }), id: 'late' };
    expect(
      writingOnly({ ...SPEC, steps: [steps[0], steps[2], later] }).steps,
    ).toHaveLength(1);
  });

  it('has one digest for the same source, in whatever order', () => {
    const a = { path: 'a', base64Content: 'YQ==' };
    const b = { path: 'b', base64Content: 'Yg==' };
    expect(sourceDigest(SPEC, [a, b])).toBe(sourceDigest(SPEC, [b, a]));
    expect(sourceDigest(SPEC, [a])).not.toBe(sourceDigest(SPEC, [b]));
  });
});
