import { parseImage } from './image';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('parseImage', () => {
  it.each([
    ['web', { registry: 'docker.io', repository: 'library/web' }],
    ['shop/web:1.0', { repository: 'shop/web', tag: '1.0' }],
    [
      'registry.example.com/shop/web:1.0',
      { registry: 'registry.example.com', repository: 'shop/web', tag: '1.0' },
    ],
    [
      'localhost:5000/web',
      { registry: 'localhost:5000', repository: 'web', tag: undefined },
    ],
    ['localhost/shop/web:main', { registry: 'localhost', tag: 'main' }],
    [`web@${DIGEST}`, { repository: 'library/web', digest: DIGEST }],
    [`example.com/w:1@${DIGEST}`, { tag: '1', digest: DIGEST }],
    [`web@sha512:${'0'.repeat(128)}`, { repository: 'library/web' }],
    ['example.com/a__b/c-d.e', { repository: 'a__b/c-d.e' }],
  ])('reads %s', (text, parts) => {
    expect(parseImage(text)).toEqual({ image: expect.objectContaining(parts) });
  });

  it.each([
    ['', 'image must not be empty'],
    ['a b', 'must not hold spaces'],
    ['web:1.0\n', 'must not hold spaces'],
    ['https://example.com/web', 'is a URL'],
    ['docker://web', 'is a URL'],
    ['example.com/Web', "'Web' must be in lower case"],
    ['example.com/', 'is no name of an image'],
    ['example.com//web', 'is no name of an image'],
    ['-web', 'is no name of an image'],
    ['web:', "'' is no tag"],
    ['web:-1', "'-1' is no tag"],
    [`web:${'1'.repeat(129)}`, 'is no tag'],
    ['web@sha256:123', "'sha256:123' is no digest"],
    ['web@', 'is no digest'],
    [`web@sha256:${'A'.repeat(64)}`, 'is no digest'],
    [`web@md5:${'0'.repeat(32)}`, 'is no digest'],
    ['exa_mple.com/web', 'is no name of a registry'],
    [`example.com/${'a'.repeat(256)}`, 'at most 255 characters'],
    ['web;rm', 'is no name of an image'],
  ])('refuses %j', (text, problem) => {
    expect(parseImage(text)).toEqual({
      problem: expect.stringContaining(problem),
    });
  });
});
