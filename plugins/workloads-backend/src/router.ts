import type { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  WORKLOADS_PLUGIN_ID,
  workloadsRoutes,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { mountRoutes } from '@fairway-idp/backstage-plugin-fairway-node';
import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Caller, WorkloadChanges } from './service/WorkloadChanges';
import type { WorkloadLogs } from './service/WorkloadLogs';
import type { WorkloadViews } from './service/WorkloadViews';

/** What routes and actions call alike. */
export interface WorkloadsServices {
  views: WorkloadViews;
  changes: WorkloadChanges;
  logs: WorkloadLogs;
}

/** Translates HTTP: parse, who, call, serialise. Only people are let in. */
export function createRouter(options: {
  httpAuth: HttpAuthService;
  services: WorkloadsServices;
}): Router {
  const { views, changes, logs } = options.services;
  const by = async (request: Request): Promise<Caller> => ({
    request,
    credentials: await options.httpAuth.credentials(request, {
      allow: ['user'],
    }),
  });
  const router = PromiseRouter();
  mountRoutes(
    router,
    workloadsRoutes,
    {
      listWorkloads: async ({ input, req }) =>
        views.list(input.entityRef, (await by(req)).credentials),
      watchWorkloads: async ({ input, req, signal, send }) =>
        views.watch(input.entityRef, (await by(req)).credentials, {
          signal,
          send,
        }),
      watchWorkload: async ({ input, req, signal, send }) =>
        views.watchOne(input, (await by(req)).credentials, { signal, send }),
      listRevisions: async ({ input, req }) =>
        changes.revisions(input, await by(req)),
      followLogs: async ({ input, req, signal, send }) =>
        logs.follow(input, await by(req), { signal, send }),
      planScale: async ({ input, req }) =>
        changes.plan('scale', input, await by(req)),
      scale: async ({ input, req }) =>
        changes.apply('scale', input, await by(req)),
      planRestart: async ({ input, req }) =>
        changes.plan('restart', input, await by(req)),
      restart: async ({ input, req }) =>
        changes.apply('restart', input, await by(req)),
      planRollback: async ({ input, req }) =>
        changes.plan('rollback', input, await by(req)),
      rollback: async ({ input, req }) =>
        changes.apply('rollback', input, await by(req)),
    },
    { title: WORKLOADS_PLUGIN_ID },
  );
  return router;
}
