import type {
  DiscoveryApi,
  FetchApi,
  IdentityApi,
} from '@backstage/core-plugin-api';
import {
  RouteClient,
  WORKSPACES_PLUGIN_ID,
  workspacesRoutes,
  type CommandLine,
  type Confirmation,
  type ConnectInfo,
  type InnerLoopInput,
  type InnerLoopView,
  type SandboxKubeconfig,
  type WorkspaceOptions,
  type WorkspacePlan,
  type WorkspaceRef,
  type WorkspaceResult,
  type WorkspacesFilter,
  type WorkspacesRoutes,
  type WorkspacesView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  streamSource,
  type LiveSource,
} from '@fairway-idp/backstage-plugin-fairway-react';
import type { TerminalSource } from '../terminal/channel';
import { webSocketTerminal } from '../terminal/webSocketTerminal';
import type { WorkspaceChange, WorkspacesApi } from './WorkspacesApi';

/**
 * The backend of this plugin, over the portal's own APIs.
 *
 * @public
 */
export class WorkspacesClient implements WorkspacesApi {
  private readonly client: RouteClient<WorkspacesRoutes>;

  constructor(
    private readonly apis: {
      fetchApi: FetchApi;
      discoveryApi: DiscoveryApi;
      identityApi: IdentityApi;
    },
  ) {
    this.client = new RouteClient({
      pluginId: WORKSPACES_PLUGIN_ID,
      routes: workspacesRoutes,
      fetchApi: apis.fetchApi,
    });
  }

  watchWorkspaces(filter: WorkspacesFilter): LiveSource<WorkspacesView> {
    return streamSource<WorkspacesRoutes, 'watchWorkspaces'>({
      client: this.client,
      routes: workspacesRoutes,
      fetchApi: this.apis.fetchApi,
      name: 'watchWorkspaces',
      input: filter,
    });
  }

  getOptions(
    entityRef: string,
    signal?: AbortSignal,
  ): Promise<WorkspaceOptions> {
    return this.client.call('getWorkspaceOptions', { entityRef }, signal);
  }

  plan(change: WorkspaceChange, signal?: AbortSignal): Promise<WorkspacePlan> {
    const { client } = this;
    switch (change.action) {
      case 'create':
        return client.call('planCreateWorkspace', change.input, signal);
      case 'start':
        return client.call('planStart', inputOf(change), signal);
      case 'stop':
        return client.call('planStop', inputOf(change), signal);
      case 'keep-awake':
        return client.call('planKeepAwake', inputOf(change), signal);
      case 'set-idle':
        return client.call('planSetIdle', inputOf(change), signal);
      default:
        return client.call('planDelete', inputOf(change), signal);
    }
  }

  apply(
    change: WorkspaceChange,
    confirmation: Confirmation,
  ): Promise<WorkspaceResult> {
    const { client } = this;
    switch (change.action) {
      case 'create':
        return client.call('createWorkspace', change.input);
      case 'start':
        return client.call('start', { ...inputOf(change), ...confirmation });
      case 'stop':
        return client.call('stop', { ...inputOf(change), ...confirmation });
      case 'keep-awake':
        return client.call('keepAwake', {
          ...inputOf(change),
          ...confirmation,
        });
      case 'set-idle':
        return client.call('setIdle', { ...inputOf(change), ...confirmation });
      default:
        return client.call('delete', { ...inputOf(change), ...confirmation });
    }
  }

  getConnectInfo(
    ref: WorkspaceRef,
    signal?: AbortSignal,
  ): Promise<ConnectInfo> {
    return this.client.call('getConnectInfo', ref, signal);
  }

  issueKubeconfig(ref: WorkspaceRef): Promise<SandboxKubeconfig> {
    return this.client.call('issueKubeconfig', ref);
  }

  getCommandLine(): Promise<CommandLine> {
    return this.client.call('getCommandLine', {});
  }

  getInnerLoop(
    input: InnerLoopInput,
    signal?: AbortSignal,
  ): Promise<InnerLoopView> {
    return this.client.call('getInnerLoop', input, signal);
  }

  terminal(ref: WorkspaceRef): TerminalSource {
    const { discoveryApi, identityApi } = this.apis;
    return webSocketTerminal({
      ref,
      baseUrl: () => discoveryApi.getBaseUrl(WORKSPACES_PLUGIN_ID),
      token: async () => (await identityApi.getCredentials()).token,
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
