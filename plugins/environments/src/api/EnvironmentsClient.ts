import type { FetchApi } from '@backstage/core-plugin-api';
import {
  ENVIRONMENTS_PLUGIN_ID,
  environmentsRoutes,
  RouteClient,
  type Confirmation,
  type EnvironmentPlan,
  type EnvironmentResult,
  type EnvironmentsFilter,
  type EnvironmentsRoutes,
  type EnvironmentsView,
  type PreviewsView,
  type RouteInput,
  type SandboxOptions,
  type StreamName,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  streamSource,
  type LiveSource,
} from '@fairway-idp/backstage-plugin-fairway-react';
import type { EnvironmentChange, EnvironmentsApi } from './EnvironmentsApi';

/**
 * The backend of this plugin, over the portal's fetchApi.
 *
 * @public
 */
export class EnvironmentsClient implements EnvironmentsApi {
  private readonly client: RouteClient<EnvironmentsRoutes>;

  constructor(private readonly fetchApi: FetchApi) {
    this.client = new RouteClient({
      pluginId: ENVIRONMENTS_PLUGIN_ID,
      routes: environmentsRoutes,
      fetchApi,
    });
  }

  watchEnvironments(filter: EnvironmentsFilter): LiveSource<EnvironmentsView> {
    return this.stream('watchEnvironments', filter);
  }

  watchPreviews(entityRef: string): LiveSource<PreviewsView> {
    return this.stream('watchPreviews', { entityRef });
  }

  getSandboxOptions(signal?: AbortSignal): Promise<SandboxOptions> {
    return this.client.call('getSandboxOptions', {}, signal);
  }

  plan(
    change: EnvironmentChange,
    signal?: AbortSignal,
  ): Promise<EnvironmentPlan> {
    const { client } = this;
    switch (change.action) {
      case 'create':
        return client.call('planCreateSandbox', change.input, signal);
      case 'sleep':
        return client.call('planSleep', inputOf(change), signal);
      case 'wake':
        return client.call('planWake', inputOf(change), signal);
      case 'renew':
        return client.call('planRenew', inputOf(change), signal);
      case 'protect':
        return client.call('planProtect', inputOf(change), signal);
      case 'redeploy':
        return client.call('planRedeploy', inputOf(change), signal);
      default:
        return client.call('planDelete', inputOf(change), signal);
    }
  }

  apply(
    change: EnvironmentChange,
    confirmation: Confirmation,
  ): Promise<EnvironmentResult> {
    const { client } = this;
    switch (change.action) {
      case 'create':
        return client.call('createSandbox', change.input);
      case 'sleep':
        return client.call('sleep', { ...inputOf(change), ...confirmation });
      case 'wake':
        return client.call('wake', { ...inputOf(change), ...confirmation });
      case 'renew':
        return client.call('renew', { ...inputOf(change), ...confirmation });
      case 'protect':
        return client.call('protect', { ...inputOf(change), ...confirmation });
      case 'redeploy':
        return client.call('redeploy', { ...inputOf(change), ...confirmation });
      default:
        return client.call('delete', { ...inputOf(change), ...confirmation });
    }
  }

  private stream<K extends StreamName<EnvironmentsRoutes>>(
    name: K,
    input: RouteInput<EnvironmentsRoutes[K]>,
  ) {
    return streamSource<EnvironmentsRoutes, K>({
      client: this.client,
      routes: environmentsRoutes,
      fetchApi: this.fetchApi,
      name,
      input,
    });
  }
}

/** The body of a request: flat, without what only this page needs. */
function inputOf<C extends { action: string; ref: object }>(
  change: C,
): C['ref'] & Omit<C, 'action' | 'ref'> {
  const { action, ref, ...rest } = change;
  return { ...ref, ...rest };
}
