import { createApiRef } from '@backstage/core-plugin-api';
import type {
  ChangePlan,
  ChangeResult,
  Confirmation,
  LogMessage,
  LogQuery,
  RevisionList,
  WorkloadDetail,
  WorkloadRef,
  WorkloadsView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { LiveSource } from '@fairway-idp/backstage-plugin-fairway-react';

/** Which log; the container is the backend's choice if none is named. @public */
export type LogRequest = WorkloadRef &
  Pick<LogQuery, 'pod' | 'container' | 'previous' | 'follow'>;

/**
 * What this plugin can ask of its backend.
 *
 * @public
 */
export interface WorkloadsApi {
  /** All workloads of an entity, again whenever something changes. */
  watchWorkloads(entityRef: string): LiveSource<WorkloadsView>;
  /** One workload with its events, again whenever something changes. */
  watchWorkload(ref: WorkloadRef): LiveSource<WorkloadDetail>;
  /** The log of one container. */
  followLogs(request: LogRequest): LiveSource<LogMessage>;
  /** The revisions that a workload can go back to, newest first. */
  listRevisions(ref: WorkloadRef, signal?: AbortSignal): Promise<RevisionList>;
  /** What a change would do; writes nothing. */
  plan(change: Change, signal?: AbortSignal): Promise<ChangePlan>;
  /** Carries a reviewed change out. */
  apply(change: Change, confirmation: Confirmation): Promise<ChangeResult>;
}

/** A change of a workload. @public */
export type Change =
  | { action: 'scale'; ref: WorkloadRef; replicas: number }
  | { action: 'restart'; ref: WorkloadRef }
  | { action: 'rollback'; ref: WorkloadRef; toRevision: number };

/** @public */
export const workloadsApiRef = createApiRef<WorkloadsApi>({
  id: 'plugin.workloads.service',
});
