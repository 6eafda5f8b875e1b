import { codeForPortal, openBrowser, redirectUri } from '../../forge/signIn.ts';
import type { ForgeState } from '../../world/types.ts';

async function json<T>(url: string, options?: RequestInit): Promise<T> {
  return (await fetch(url, options)).json() as T;
}

/** Goes the way of a browser that signs in to the portal with the forge; returns who the forge says it is. */
export async function signInWithForge(
  forge: ForgeState,
  person: string,
  portalUrl: string,
): Promise<{ preferred_username: string; email: string }> {
  const { oidc, people, url } = forge;
  if (!oidc) {
    throw new Error('the portal is not registered with the forge');
  }
  const metadata = await json<{
    token_endpoint: string;
    userinfo_endpoint: string;
  }>(oidc.metadataUrl);
  const jar = await openBrowser(url, people[person]);
  const code = await codeForPortal(url, jar, oidc, portalUrl);
  const { access_token: token } = await json<{ access_token: string }>(
    metadata.token_endpoint,
    {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: oidc.clientId,
        client_secret: oidc.clientSecret,
        redirect_uri: redirectUri(portalUrl),
        code,
      }),
    },
  );
  return json(metadata.userinfo_endpoint, {
    headers: { authorization: `Bearer ${token}` },
  });
}
