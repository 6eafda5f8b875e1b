import type { ForgeState } from '../world/types.ts';

/** Cookies by name: as much of a browser as a sign-in needs. */
type Jar = Map<string, string>;

type Oidc = NonNullable<ForgeState['oidc']>;

/** Where the portal takes people who come back from the forge. */
export const redirectUri = (portalUrl: string) =>
  `${portalUrl}/api/auth/oidc/handler/frame`;

async function visit(
  jar: Jar,
  url: string,
  form?: Record<string, string>,
): Promise<Response> {
  const response = await fetch(url, {
    method: form ? 'POST' : 'GET',
    body: form && new URLSearchParams(form),
    redirect: 'manual',
    signal: AbortSignal.timeout(30_000),
    headers: {
      cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
    },
  });
  response.headers.getSetCookie().forEach(cookie => {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    jar.set(name, value);
  });
  return response;
}

/** A person's browser, signed in to the forge. */
export async function openBrowser(
  forgeUrl: string,
  { login, password }: { login: string; password: string },
): Promise<Jar> {
  const jar: Jar = new Map();
  const answer = await visit(jar, `${forgeUrl}/user/login`, {
    user_name: login,
    password,
  });
  if (answer.status !== 303) {
    throw new Error(`${login} cannot sign in to the forge: ${answer.status}`);
  }
  return jar;
}

/** Lets the portal know who somebody is. The forge asks this once, and then never again. */
export async function grantPortal(
  forgeUrl: string,
  jar: Jar,
  { clientId }: Oidc,
  portalUrl: string,
): Promise<void> {
  const request = {
    client_id: clientId,
    redirect_uri: redirectUri(portalUrl),
    scope: 'openid profile email',
    state: '',
    nonce: '',
  };
  const query = new URLSearchParams({ ...request, response_type: 'code' });
  const asked = await visit(jar, `${forgeUrl}/login/oauth/authorize?${query}`);
  const given = await visit(jar, `${forgeUrl}/login/oauth/grant`, {
    ...request,
    granted: 'true',
  });
  if (asked.status !== 200 || given.status !== 303) {
    throw new Error(
      `The forge does not let the portal sign people in: ${asked.status}, ${given.status}`,
    );
  }
}

/** The code that the portal gets when somebody signs in with the forge. */
export async function codeForPortal(
  forgeUrl: string,
  jar: Jar,
  { clientId }: Oidc,
  portalUrl: string,
): Promise<string> {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri(portalUrl),
    scope: 'openid profile email',
    state: 'state',
  });
  const answer = await visit(jar, `${forgeUrl}/login/oauth/authorize?${query}`);
  const back = answer.headers.get('location') ?? '';
  const code = URL.canParse(back) && new URL(back).searchParams.get('code');
  if (!back.startsWith(redirectUri(portalUrl)) || !code) {
    throw new Error(`no code after the sign-in: ${answer.status} ${back}`);
  }
  return code;
}
