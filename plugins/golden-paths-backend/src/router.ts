import type { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  GOLDEN_PATHS_PLUGIN_ID,
  goldenPathsRoutes,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { mountRoutes } from '@fairway-idp/backstage-plugin-fairway-node';
import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { GoldenPathServices } from './service/createServices';
import type { Caller } from './service/Upgrades';

/** Translates HTTP: parse, who, call, serialise. Only people are let in. */
export function createRouter(options: {
  httpAuth: HttpAuthService;
  services: GoldenPathServices;
}): Router {
  const { adoption, campaigns, forms, upgrades } = options.services;
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
    goldenPathsRoutes,
    {
      listPlaces: async ({ input, req, signal }) =>
        forms.places({ ...input, signal }, await who(req)),
      readRoom: async ({ input, req, signal }) =>
        forms.room({ ...input, signal }, await who(req)),
      preflight: async ({ input, req, signal }) =>
        forms.preflight({ ...input, signal }, await who(req)),
      readStatus: async ({ input, req }) =>
        upgrades.status(input, await by(req)),
      planUpgrade: async ({ input, req }) =>
        upgrades.plan(input, await by(req)),
      upgrade: async ({ input, req }) => upgrades.upgrade(input, await by(req)),
      listCampaigns: async ({ req }) => campaigns.list(await by(req)),
      startCampaign: async ({ input, req }) =>
        campaigns.start(input, await by(req)),
      changeCampaign: async ({ input, req }) =>
        campaigns.change(input, await by(req)),
      readAdoption: async ({ input, req }) =>
        adoption.view(input, await by(req)),
    },
    { title: GOLDEN_PATHS_PLUGIN_ID },
  );
  return router;
}
