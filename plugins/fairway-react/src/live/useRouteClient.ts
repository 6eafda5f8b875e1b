import { fetchApiRef, useApi } from '@backstage/core-plugin-api';
import {
  RouteClient,
  type RouteTable,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { useMemo } from 'react';

/**
 * The typed client of a plugin's routes over the portal's fetchApi. A plugin
 * that has an API of its own wraps the client there instead.
 *
 * @public
 */
export function useRouteClient<T extends RouteTable>(
  pluginId: string,
  routes: T,
): RouteClient<T> {
  const fetchApi = useApi(fetchApiRef);
  return useMemo(
    () => new RouteClient({ pluginId, routes, fetchApi }),
    [pluginId, routes, fetchApi],
  );
}
