import type { OidcAuthResult } from '@backstage/plugin-auth-backend-module-oidc-provider';
import type { OAuthAuthenticatorResult } from '@backstage/plugin-auth-node';

/**
 * Who somebody is, as an OpenID provider says. The e-mail address decides which
 * user of the catalog that is, so it counts only if the provider has verified
 * it. Gitea says so in the ID token and not, as others do, in the user info.
 */
export async function verifiedProfile({
  fullProfile: { tokenset, userinfo },
}: Pick<OAuthAuthenticatorResult<OidcAuthResult>, 'fullProfile'>) {
  const verified =
    tokenset.id_token !== undefined &&
    tokenset.claims().email_verified === true;
  return {
    profile: {
      displayName: userinfo.name,
      ...(verified && { email: userinfo.email }),
    },
  };
}
