import { readRepoUrl } from './repoUrl';

describe('readRepoUrl', () => {
  it('reads host, owner and name', () => {
    expect(readRepoUrl('git.example.com:3000?owner=shop&repo=cart.js')).toEqual(
      { host: 'git.example.com:3000', owner: 'shop', name: 'cart.js' },
    );
  });

  it.each([
    ['git.example.com?owner=shop', "repoUrl: repository '' must consist"],
    ['git.example.com?repo=cart', "repoUrl: owner '' must consist"],
    ['git.example.com?owner=..%2F..&repo=x', "repoUrl: owner '../..' must"],
    ['git.example.com?owner=shop&repo=..', "repoUrl: repository '..' must"],
    ['a/b@c?owner=shop&repo=cart', "repoUrl: 'a/b@c' is no host"],
    ['?owner=shop&repo=cart', "repoUrl: '' is no host"],
  ])('refuses %s', (text, message) => {
    expect(() => readRepoUrl(text)).toThrow(message);
  });
});
