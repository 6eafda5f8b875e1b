import type { FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  HOUSEKEEPING_PLUGIN_ID,
  housekeepingRoutes,
  RouteClient,
  type CapacityView,
  type Confirmation,
  type FindingsView,
  type HealthFactsView,
  type HousekeepingPlan,
  type HousekeepingResult,
  type HousekeepingRoutes,
  type RouteInput,
  type RulesView,
  type RunPlan,
  type RunResult,
  type StreamName,
  type WhatIf,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  streamSource,
  type LiveSource,
} from '@fairway-idp/backstage-plugin-fairway-react';
import type {
  CapacityWish,
  FactsWish,
  FindingsWish,
  HousekeepingApi,
  ObjectChange,
  RunWish,
  WhatIfWish,
} from './HousekeepingApi';

/**
 * The backend of this plugin, over the portal's fetchApi.
 *
 * @public
 */
export class HousekeepingClient implements HousekeepingApi {
  private readonly client: RouteClient<HousekeepingRoutes>;

  constructor(private readonly fetchApi: FetchApi) {
    this.client = new RouteClient({
      pluginId: HOUSEKEEPING_PLUGIN_ID,
      routes: housekeepingRoutes,
      fetchApi,
    });
  }

  watchFindings(wish: FindingsWish): LiveSource<FindingsView> {
    return this.stream('watchFindings', wish);
  }

  watchHealthFacts(wish: FactsWish): LiveSource<HealthFactsView> {
    return this.stream('watchHealthFacts', wish);
  }

  watchCapacity(wish: CapacityWish): LiveSource<CapacityView> {
    return this.stream('watchCapacity', wish);
  }

  getRules(signal?: AbortSignal): Promise<RulesView> {
    return this.client.call('listRules', {}, signal);
  }

  plan(change: ObjectChange, signal?: AbortSignal): Promise<HousekeepingPlan> {
    const { client } = this;
    const { ref } = change;
    switch (change.action) {
      case 'renew':
        return client.call('planRenew', { ...ref, days: change.days }, signal);
      case 'protect': {
        const { protect } = change;
        return client.call('planProtect', { ...ref, protect }, signal);
      }
      default:
        return client.call('planDelete', ref, signal);
    }
  }

  apply(
    change: ObjectChange,
    confirmation: Confirmation,
  ): Promise<HousekeepingResult> {
    const { client } = this;
    const input = { ...change.ref, ...confirmation };
    switch (change.action) {
      case 'renew':
        return client.call('renew', { ...input, days: change.days });
      case 'protect':
        return client.call('protect', { ...input, protect: change.protect });
      default:
        return client.call('delete', input);
    }
  }

  whatIf(wish: WhatIfWish, signal?: AbortSignal): Promise<WhatIf> {
    return this.client.call('whatIf', wish, signal);
  }

  exportWhatIf(wish: WhatIfWish): Promise<string> {
    return this.lines(this.client.url('exportWhatIf', wish));
  }

  planRun(wish: RunWish, signal?: AbortSignal): Promise<RunPlan> {
    return this.client.call('planRun', wish, signal);
  }

  run(wish: RunWish, confirmation: Confirmation): Promise<RunResult> {
    return this.client.call('run', { ...wish, ...confirmation });
  }

  exportLedger(signal?: AbortSignal): Promise<string> {
    return this.lines(this.client.url('exportLedger', {}), signal);
  }

  /** A stream of lines, read to its end. */
  private async lines(url: string, signal?: AbortSignal): Promise<string> {
    const response = await this.fetchApi.fetch(url, { signal });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.text();
  }

  private stream<K extends StreamName<HousekeepingRoutes>>(
    name: K,
    input: RouteInput<HousekeepingRoutes[K]>,
  ) {
    return streamSource<HousekeepingRoutes, K>({
      client: this.client,
      routes: housekeepingRoutes,
      fetchApi: this.fetchApi,
      name,
      input,
    });
  }
}
