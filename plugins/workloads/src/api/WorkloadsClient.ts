import type { FetchApi } from '@backstage/core-plugin-api';
import {
  RouteClient,
  WORKLOADS_PLUGIN_ID,
  workloadsRoutes,
  type ChangePlan,
  type ChangeResult,
  type Confirmation,
  type LogMessage,
  type RevisionList,
  type RouteInput,
  type StreamName,
  type WorkloadDetail,
  type WorkloadRef,
  type WorkloadsRoutes,
  type WorkloadsView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  streamSource,
  type LiveSource,
} from '@fairway-idp/backstage-plugin-fairway-react';
import type { Change, LogRequest, WorkloadsApi } from './WorkloadsApi';

/**
 * The backend of this plugin, over the portal's fetchApi.
 *
 * @public
 */
export class WorkloadsClient implements WorkloadsApi {
  private readonly client: RouteClient<WorkloadsRoutes>;

  constructor(private readonly fetchApi: FetchApi) {
    this.client = new RouteClient({
      pluginId: WORKLOADS_PLUGIN_ID,
      routes: workloadsRoutes,
      fetchApi,
    });
  }

  watchWorkloads(entityRef: string): LiveSource<WorkloadsView> {
    return this.stream('watchWorkloads', { entityRef });
  }

  watchWorkload(ref: WorkloadRef): LiveSource<WorkloadDetail> {
    return this.stream('watchWorkload', ref);
  }

  followLogs(request: LogRequest): LiveSource<LogMessage> {
    return this.stream('followLogs', request);
  }

  listRevisions(ref: WorkloadRef, signal?: AbortSignal): Promise<RevisionList> {
    return this.client.call('listRevisions', ref, signal);
  }

  plan(change: Change, signal?: AbortSignal): Promise<ChangePlan> {
    const { client } = this;
    switch (change.action) {
      case 'scale':
        return client.call(
          'planScale',
          { ...change.ref, replicas: change.replicas },
          signal,
        );
      case 'restart':
        return client.call('planRestart', change.ref, signal);
      default:
        return client.call(
          'planRollback',
          { ...change.ref, toRevision: change.toRevision },
          signal,
        );
    }
  }

  apply(change: Change, confirmation: Confirmation): Promise<ChangeResult> {
    const { client } = this;
    const common = { ...change.ref, ...confirmation };
    switch (change.action) {
      case 'scale':
        return client.call('scale', { ...common, replicas: change.replicas });
      case 'restart':
        return client.call('restart', common);
      default:
        return client.call('rollback', {
          ...common,
          toRevision: change.toRevision,
        });
    }
  }

  private stream<K extends StreamName<WorkloadsRoutes>>(
    name: K,
    input: RouteInput<WorkloadsRoutes[K]>,
  ) {
    return streamSource<WorkloadsRoutes, K>({
      client: this.client,
      routes: workloadsRoutes,
      fetchApi: this.fetchApi,
      name,
      input,
    });
  }
}
