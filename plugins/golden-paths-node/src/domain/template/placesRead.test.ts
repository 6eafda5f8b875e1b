import { placesRead, recordsFirst } from './placesRead';

const record = { action: 'fairway:golden-path:record' };
const fetch = (url?: string, action = 'fetch:template') => ({
  action,
  input: url === undefined ? {} : { url },
});

describe('the places that a template reads', () => {
  it.each([
    ['a folder beside it', [fetch('./skeleton')], ['skeleton']],
    ['its own folder, unless it says so', [fetch()], ['.']],
    [
      'all that a parameter may choose from',
      [fetch('./worker/${{ parameters.language }}/base')],
      ['worker'],
    ],
    [
      'the part of a name',
      [fetch('./shared/ci-${{ parameters.f }}')],
      ['shared'],
    ],
    [
      'everything, if nothing is known',
      [fetch('${{ parameters.url }}')],
      ['.'],
    ],
    [
      'nothing twice, and nothing within another',
      [fetch('./shared/go'), fetch('shared'), fetch('./shared/'), fetch('./a')],
      ['a', 'shared'],
    ],
    [
      'names that only begin alike',
      [fetch('./shared'), fetch('./shared-more')],
      ['shared', 'shared-more'],
    ],
    [
      'what lies above it',
      [fetch('../common'), fetch('./x')],
      ['../common', 'x'],
    ],
    ['what lies above it, and it too', [fetch('..'), fetch('./x')], ['..']],
    [
      'the folder of a file',
      [
        fetch('./files/a.txt', 'fetch:plain:file'),
        fetch('b', 'fetch:plain:file'),
      ],
      ['.'],
    ],
    [
      'a URL, and what is cut off of it',
      [
        fetch('https://git.example.com/a/b/tree/main/go/', 'fetch:plain'),
        fetch('https://git.example.com/a/b/tree/main/${{ parameters.x }}'),
      ],
      ['https://git.example.com/a/b/tree/main'],
    ],
    [
      'all that stands under each',
      [
        {
          ...fetch('${{ each.value.folder }}'),
          each: {
            one: { folder: './a' },
            two: { folder: './b/${{ parameters.x }}', to: 'c' },
          },
        },
        { ...fetch('${{each.value}}/d'), each: ['./e', './f'] },
      ],
      ['a', 'b', 'e/d', 'f/d'],
    ],
    [
      'everything, if it is not known what stands under each',
      [{ ...fetch('${{ each.value }}'), each: '${{ parameters.list }}' }],
      ['.'],
    ],
    [
      'everything, if something under each is no text',
      [{ ...fetch('${{ each.value.url }}'), each: [{ url: './a' }, 1] }],
      ['.'],
    ],
    ['nothing after its record', [record, fetch('./later')], []],
    ['nothing in other steps', [{ action: 'fs:rename' }], []],
  ])('are %s', (_, steps, places) => {
    expect(placesRead({ steps })).toEqual(places);
  });
});

describe('a template', () => {
  it.each([
    [[fetch(), { action: 'fs:delete' }, record, { action: 'publish:x' }], true],
    [[{ action: 'fairway:names:check' }, record], true],
    [
      [
        { action: 'fairway:kubernetes:apply', input: { rehearse: true } },
        record,
      ],
      true,
    ],
    [[{ action: 'fairway:kubernetes:apply', input: {} }, record], false],
    [[{ action: 'publish:github' }, record], false],
    [[{ action: 'fairway:namespace:ensure' }, record], false],
  ])('makes nothing before its record, %#', (steps, expected) => {
    expect(recordsFirst({ steps })).toBe(expected);
  });
});
