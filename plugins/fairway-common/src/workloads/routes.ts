import { z } from 'zod/v3';
import { workloadRefSchema } from '../refs/workloadRef';
import { defineRoutes } from '../wire/route';
import {
  changePlanSchema,
  changeResultSchema,
  confirmationSchema,
  logMessageSchema,
  logQuerySchema,
  restartInputSchema,
  rollbackInputSchema,
  scaleInputSchema,
} from './changes';
import {
  revisionListSchema,
  workloadDetailSchema,
  workloadsViewSchema,
} from './view';

/** Id of the workloads plugin, frontend and backend. @public */
export const WORKLOADS_PLUGIN_ID = 'workloads';

/** Entity reference of the catalog entity whose workloads are meant. @public */
export const entityInputSchema = z.object({
  entityRef: workloadRefSchema.shape.entityRef,
});

/**
 * The API of the workloads plugin.
 *
 * @public
 */
export const workloadsRoutes = defineRoutes({
  listWorkloads: {
    method: 'GET',
    path: '/v1/workloads',
    summary: 'All workloads of an entity, as they are now',
    input: entityInputSchema,
    output: workloadsViewSchema,
  },
  watchWorkloads: {
    method: 'GET',
    path: '/v1/workloads/watch',
    summary: 'All workloads of an entity, again whenever something changes',
    input: entityInputSchema,
    output: workloadsViewSchema,
    stream: true,
  },
  watchWorkload: {
    method: 'GET',
    path: '/v1/workload/watch',
    summary: 'One workload with its events, again whenever something changes',
    input: workloadRefSchema,
    output: workloadDetailSchema,
    stream: true,
  },
  listRevisions: {
    method: 'GET',
    path: '/v1/workload/revisions',
    summary: 'The revisions that a workload can go back to, newest first',
    input: workloadRefSchema,
    output: revisionListSchema,
  },
  followLogs: {
    method: 'GET',
    path: '/v1/workload/logs',
    summary: 'The log of one container, followed',
    input: logQuerySchema,
    output: logMessageSchema,
    stream: true,
  },
  planScale: {
    method: 'POST',
    path: '/v1/workload/scale/plan',
    summary: 'What scaling would do; writes nothing',
    input: scaleInputSchema,
    output: changePlanSchema,
  },
  scale: {
    method: 'POST',
    path: '/v1/workload/scale',
    summary: 'Scale a workload',
    input: scaleInputSchema.merge(confirmationSchema),
    output: changeResultSchema,
  },
  planRestart: {
    method: 'POST',
    path: '/v1/workload/restart/plan',
    summary: 'What a restart would do; writes nothing',
    input: restartInputSchema,
    output: changePlanSchema,
  },
  restart: {
    method: 'POST',
    path: '/v1/workload/restart',
    summary: 'Restart a workload',
    input: restartInputSchema.merge(confirmationSchema),
    output: changeResultSchema,
  },
  planRollback: {
    method: 'POST',
    path: '/v1/workload/rollback/plan',
    summary: 'What a rollback would do; writes nothing',
    input: rollbackInputSchema,
    output: changePlanSchema,
  },
  rollback: {
    method: 'POST',
    path: '/v1/workload/rollback',
    summary: 'Roll a workload back to an earlier revision',
    input: rollbackInputSchema.merge(confirmationSchema),
    output: changeResultSchema,
  },
});

/** Type of {@link workloadsRoutes}. @public */
export type WorkloadsRoutes = typeof workloadsRoutes;
