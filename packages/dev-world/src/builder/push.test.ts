import { createHmac } from 'node:crypto';
import { headOfPush, isSignedBy } from './push';

const sha = 'a'.repeat(40);
const push = {
  ref: 'refs/heads/fix/price',
  after: sha,
  repository: { full_name: 'shop/cart' },
};

describe('headOfPush', () => {
  it('names the commit and its branch', () => {
    expect(headOfPush(push)).toEqual({
      org: 'shop',
      repo: 'cart',
      sha,
      branch: 'fix/price',
    });
  });

  it.each([
    ['a deleted branch', { ...push, after: '0'.repeat(40) }],
    ['a tag', { ...push, ref: 'refs/tags/v1' }],
    ['a name that is a path', { ...push, repository: { full_name: 'a/b/c' } }],
    ['something else', {}],
  ])('builds nothing for %s', (_, payload) => {
    expect(headOfPush(payload)).toBeUndefined();
  });
});

describe('isSignedBy', () => {
  const body = Buffer.from('{"a": 1}');
  const signature = createHmac('sha256', 's').update(body).digest('hex');

  it('takes the signature of these bytes only', () => {
    expect(isSignedBy('s', body, signature)).toBe(true);
    expect(isSignedBy('s', Buffer.from('{"a":1}'), signature)).toBe(false);
    expect(isSignedBy('other', body, signature)).toBe(false);
  });

  it('refuses an empty one', () => {
    expect(isSignedBy('s', body, '')).toBe(false);
  });
});
