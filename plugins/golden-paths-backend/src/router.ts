import type {
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  GOLDEN_PATHS_PLUGIN_ID,
  goldenPathsRoutes,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { mountRoutes } from '@fairway-idp/backstage-plugin-fairway-node';
import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Forms } from './service/Forms';

/** Translates HTTP: parse, who, call, serialise. Only people are let in. */
export function createRouter(options: {
  httpAuth: HttpAuthService;
  services: { forms: Forms };
}): Router {
  const { forms } = options.services;
  const by = (request: Request): Promise<BackstageCredentials> =>
    options.httpAuth.credentials(request, { allow: ['user'] });
  const router = PromiseRouter();
  mountRoutes(
    router,
    goldenPathsRoutes,
    {
      listPlaces: async ({ input, req, signal }) =>
        forms.places({ ...input, signal }, await by(req)),
      readRoom: async ({ input, req, signal }) =>
        forms.room({ ...input, signal }, await by(req)),
      preflight: async ({ input, req, signal }) =>
        forms.preflight({ ...input, signal }, await by(req)),
    },
    { title: GOLDEN_PATHS_PLUGIN_ID },
  );
  return router;
}
