import type { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  ENVIRONMENTS_PLUGIN_ID,
  environmentsRoutes,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  mountRoutes,
  type LedgerExport,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Caller, Changes } from './service/Changes';
import type { PreviewViews } from './service/previews/PreviewViews';
import type { Redeploys } from './service/previews/Redeploys';
import type { Sandboxes } from './service/Sandboxes';
import type { Views } from './service/Views';

/** What routes and actions call alike. */
export interface EnvironmentsServices {
  views: Views;
  sandboxes: Sandboxes;
  changes: Changes;
  previews: PreviewViews;
  redeploys: Redeploys;
  ledger: LedgerExport;
}

/** Translates HTTP: parse, who, call, serialise. Only people are let in. */
export function createRouter(options: {
  httpAuth: HttpAuthService;
  services: EnvironmentsServices;
}): Router {
  const { views, sandboxes, changes, previews, redeploys, ledger } =
    options.services;
  const by = async (request: Request): Promise<Caller> => ({
    request,
    credentials: await options.httpAuth.credentials(request, {
      allow: ['user'],
    }),
  });
  const router = PromiseRouter();
  mountRoutes(
    router,
    environmentsRoutes,
    {
      listEnvironments: async ({ input, req }) =>
        views.list(input, (await by(req)).credentials),
      watchEnvironments: async ({ input, req, signal, send }) =>
        views.watch(input, (await by(req)).credentials, { signal, send }),
      listPreviews: async ({ input, req }) =>
        previews.list(input.entityRef, (await by(req)).credentials),
      watchPreviews: async ({ input, req, signal, send }) =>
        previews.watch(input.entityRef, (await by(req)).credentials, {
          signal,
          send,
        }),
      planRedeploy: async ({ input, req }) =>
        redeploys.plan(input, await by(req)),
      redeploy: async ({ input, req }) => redeploys.apply(input, await by(req)),
      getSandboxOptions: async ({ req }) => sandboxes.offer(await by(req)),
      planCreateSandbox: async ({ input, req }) =>
        sandboxes.plan(input, await by(req)),
      createSandbox: async ({ input, req }) =>
        sandboxes.create(input, await by(req)),
      planSleep: async ({ input, req }) =>
        changes.plan('sleep', input, await by(req)),
      sleep: async ({ input, req }) =>
        changes.apply('sleep', input, await by(req)),
      planWake: async ({ input, req }) =>
        changes.plan('wake', input, await by(req)),
      wake: async ({ input, req }) =>
        changes.apply('wake', input, await by(req)),
      planRenew: async ({ input, req }) =>
        changes.plan('renew', input, await by(req)),
      renew: async ({ input, req }) =>
        changes.apply('renew', input, await by(req)),
      planProtect: async ({ input, req }) =>
        changes.plan('protect', input, await by(req)),
      protect: async ({ input, req }) =>
        changes.apply('protect', input, await by(req)),
      planDelete: async ({ input, req }) =>
        changes.planDelete(input, await by(req)),
      delete: async ({ input, req }) => changes.delete(input, await by(req)),
      exportLedger: async ({ req, signal, send }) =>
        ledger.export(await by(req), { signal, send }),
    },
    { title: ENVIRONMENTS_PLUGIN_ID },
  );
  return router;
}
