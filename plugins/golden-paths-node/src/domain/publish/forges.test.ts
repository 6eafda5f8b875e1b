import { isForge, whyNotPublished } from './forges';

describe('whyNotPublished', () => {
  const host = 'github.com';
  const actions = ['publish:github', 'fairway:repository:publish'];

  it.each([
    ['ready', actions, undefined],
    ['ready', undefined, undefined],
    [
      'ready',
      ['fetch:template'],
      'This portal cannot publish to GitHub: its scaffolder has no action publish:github. Choose another forge, or ask your platform team to install it',
    ],
    [
      'none',
      actions,
      "This portal cannot publish to GitHub at 'github.com': integrations.github of its configuration has no such host",
    ],
    [
      'without-account',
      actions,
      "This portal cannot publish to GitHub at 'github.com': integrations.github of its configuration has no account for it",
    ],
  ] as const)('%s, with %j: %s', (integration, known, why) => {
    expect(
      whyNotPublished('github', { host, integration, actions: known }),
    ).toBe(why);
  });

  it('knows forges by their names', () => {
    expect(['github', 'gitlab', 'gitea', 'toString', 'x'].map(isForge)).toEqual(
      [true, true, true, false, false],
    );
  });
});
