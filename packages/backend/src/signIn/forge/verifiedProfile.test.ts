import { TokenSet } from 'openid-client';
import { verifiedProfile } from './verifiedProfile';

const base64 = (value: object) =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

const signIn = (claims: object | undefined) =>
  verifiedProfile({
    fullProfile: {
      tokenset: new TokenSet(
        claims && {
          id_token: `${base64({ alg: 'RS256' })}.${base64(claims)}.signature`,
        },
      ),
      userinfo: {
        sub: '1',
        name: 'Alice',
        email: 'alice@example.com',
        email_verified: true,
      },
    },
  });

describe('the profile of somebody who signs in with the forge', () => {
  it('has the e-mail address that the ID token calls verified', async () => {
    expect(await signIn({ email_verified: true })).toEqual({
      profile: { displayName: 'Alice', email: 'alice@example.com' },
    });
  });

  it.each([
    ['is not verified', { email_verified: false }],
    ['is called so by a text', { email_verified: 'true' }],
    ['is not spoken of', {}],
    ['comes without an ID token', undefined],
  ])('has none that %s', async (_, claims) => {
    expect(await signIn(claims)).toEqual({ profile: { displayName: 'Alice' } });
  });
});
