import {
  GOLDEN_PATHS_PLUGIN_ID,
  goldenPathsRoutes,
  RouteClient,
  type AdoptionRange,
  type Confirmation,
  type FetchLike,
  type GoldenPathTarget,
  type PreflightInput,
  type UpgradeInput,
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

  readStatus(entityRef: string, signal?: AbortSignal) {
    return this.client.call('readStatus', { entityRef }, signal);
  }

  planUpgrade(input: UpgradeInput, signal?: AbortSignal) {
    return this.client.call('planUpgrade', input, signal);
  }

  upgrade(input: UpgradeInput, confirmation: Confirmation) {
    return this.client.call('upgrade', { ...input, ...confirmation });
  }

  listCampaigns(signal?: AbortSignal) {
    return this.client.call('listCampaigns', {}, signal);
  }

  startCampaign(input: { template: string; reason: string }) {
    return this.client.call('startCampaign', input);
  }

  changeCampaign(input: {
    id: string;
    to: 'running' | 'paused' | 'stopped' | 'retry';
    reason: string;
  }) {
    return this.client.call('changeCampaign', input);
  }

  readAdoption(range: AdoptionRange, signal?: AbortSignal) {
    return this.client.call('readAdoption', { range }, signal);
  }
}
