import {
  GOLDEN_PATHS_PLUGIN_ID,
  goldenPathsRoutes,
  RouteClient,
  type FetchLike,
  type GoldenPathTarget,
  type PreflightInput,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { GoldenPathsApi } from './GoldenPathsApi';

/**
 * The golden-paths backend over the portal's fetchApi.
 *
 * @public
 */
export class GoldenPathsClient implements GoldenPathsApi {
  private readonly client: RouteClient<typeof goldenPathsRoutes>;

  constructor(fetchApi: FetchLike) {
    this.client = new RouteClient({
      pluginId: GOLDEN_PATHS_PLUGIN_ID,
      routes: goldenPathsRoutes,
      fetchApi,
    });
  }

  listPlaces(query: { search?: string }, signal?: AbortSignal) {
    return this.client.call('listPlaces', query, signal);
  }

  readRoom(target: GoldenPathTarget, signal?: AbortSignal) {
    return this.client.call('readRoom', target, signal);
  }

  preflight(input: PreflightInput, signal?: AbortSignal) {
    return this.client.call('preflight', input, signal);
  }
}
