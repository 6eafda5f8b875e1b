import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  ENVIRONMENTS_PLUGIN_ID,
  environmentsRoutes,
  RouteClient,
  type EnvironmentsRoutes,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { UserCredentials } from '@fairway-idp/backstage-plugin-fairway-node';

/** The environments plugin's API, on behalf of a person. */
export function environmentsClient(
  services: { auth: AuthService; discovery: DiscoveryService },
  credentials: UserCredentials,
): RouteClient<EnvironmentsRoutes> {
  const { auth, discovery } = services;
  return new RouteClient({
    pluginId: ENVIRONMENTS_PLUGIN_ID,
    routes: environmentsRoutes,
    fetchApi: {
      fetch: async (url, init) => {
        const base = await discovery.getBaseUrl(ENVIRONMENTS_PLUGIN_ID);
        const { token } = await auth.getPluginRequestToken({
          onBehalfOf: credentials,
          targetPluginId: ENVIRONMENTS_PLUGIN_ID,
        });
        const path = url.slice(`plugin://${ENVIRONMENTS_PLUGIN_ID}`.length);
        return fetch(`${base}${path}`, {
          ...init,
          headers: {
            ...(init?.headers as Record<string, string>),
            Authorization: `Bearer ${token}`,
          },
        });
      },
    },
  });
}
