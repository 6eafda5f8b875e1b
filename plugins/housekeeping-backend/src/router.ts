import type { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  HOUSEKEEPING_PLUGIN_ID,
  housekeepingRoutes,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { mountRoutes } from '@fairway-idp/backstage-plugin-fairway-node';
import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Caller } from './service/Changes';
import type { HousekeepingServices } from './service/createServices';

/** Translates HTTP: parse, who, call, serialise. Only people are let in. */
export function createRouter(options: {
  httpAuth: HttpAuthService;
  services: HousekeepingServices;
}): Router {
  const { capacity, changes, health, ledger, runs, views, whatIfs } =
    options.services;
  const by = async (request: Request): Promise<Caller> => ({
    request,
    credentials: await options.httpAuth.credentials(request, {
      allow: ['user'],
    }),
  });
  const who = async (request: Request) => (await by(request)).credentials;
  const router = PromiseRouter();
  mountRoutes(
    router,
    housekeepingRoutes,
    {
      listFindings: async ({ input, req }) => views.list(input, await who(req)),
      watchFindings: async ({ input, req, signal, send }) =>
        views.watch(input, await who(req), { signal, send }),
      listRules: async ({ req }) => views.rules(await who(req)),
      whatIf: async ({ input, req }) => whatIfs.summary(input, await who(req)),
      exportWhatIf: async ({ input, req, signal, send }) =>
        whatIfs.export(input, await who(req), { signal, send }),
      planRun: async ({ input, req }) => runs.plan(input, await by(req)),
      run: async ({ input, req }) => runs.run(input, await by(req)),
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
      listHealthFacts: async ({ input, req }) =>
        health.list(input, await who(req)),
      watchHealthFacts: async ({ input, req, signal, send }) =>
        health.watch(input, await who(req), { signal, send }),
      getCapacity: async ({ input, req }) =>
        capacity.view(input, await who(req)),
      watchCapacity: async ({ input, req, signal, send }) =>
        capacity.watch(input, await who(req), { signal, send }),
      exportLedger: async ({ req, signal, send }) =>
        ledger.export(await by(req), { signal, send }),
    },
    { title: HOUSEKEEPING_PLUGIN_ID },
  );
  return router;
}
