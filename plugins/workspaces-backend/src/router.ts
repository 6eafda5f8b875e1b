import type { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  WORKSPACES_PLUGIN_ID,
  workspacesRoutes,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { mountRoutes } from '@fairway-idp/backstage-plugin-fairway-node';
import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Caller } from './service/Caller';
import type { WorkspacesServices } from './service/createServices';

/** Translates HTTP: parse, who, call, serialise. Only people are let in. */
export function createRouter(options: {
  httpAuth: HttpAuthService;
  services: Omit<WorkspacesServices, 'streams' | 'passes' | 'finder'>;
  /** Sees every request before it is served. */
  onRequest: (request: Request) => void;
}): Router {
  const { services, httpAuth, onRequest } = options;
  const { views, offers, creations, changes, access, viewers } = services;
  const by = async (request: Request): Promise<Caller> => ({
    request,
    credentials: await httpAuth.credentials(request, { allow: ['user'] }),
  });
  const router = PromiseRouter();
  router.use((request, _, next) => {
    onRequest(request);
    next();
  });
  mountRoutes(
    router,
    workspacesRoutes,
    {
      listWorkspaces: async ({ input, req }) =>
        views.list(input, (await by(req)).credentials),
      watchWorkspaces: async ({ input, req, signal, send }) =>
        views.watch(input, (await by(req)).credentials, { signal, send }),
      getWorkspaceOptions: async ({ input, req }) =>
        offers.offer(input.entityRef, await by(req)),
      planCreateWorkspace: async ({ input, req }) =>
        creations.plan(input, await by(req)),
      createWorkspace: async ({ input, req }) =>
        creations.create(input, await by(req)),
      planStart: async ({ input, req }) =>
        changes.plan('start', input, await by(req)),
      start: async ({ input, req }) =>
        changes.apply('start', input, await by(req)),
      planStop: async ({ input, req }) =>
        changes.plan('stop', input, await by(req)),
      stop: async ({ input, req }) =>
        changes.apply('stop', input, await by(req)),
      planDelete: async ({ input, req }) =>
        changes.plan('delete', input, await by(req)),
      delete: async ({ input, req }) =>
        changes.apply('delete', input, await by(req)),
      planKeepAwake: async ({ input, req }) =>
        changes.plan('keep-awake', input, await by(req)),
      keepAwake: async ({ input, req }) =>
        changes.apply('keep-awake', input, await by(req)),
      planSetIdle: async ({ input, req }) =>
        changes.plan('set-idle', input, await by(req)),
      setIdle: async ({ input, req }) =>
        changes.apply('set-idle', input, await by(req)),
      getConnectInfo: async ({ input, req }) =>
        access.info(input, await by(req)),
      issueCertificate: async ({ input, req }) =>
        access.certificate(input, await by(req)),
      issueKubeconfig: async ({ input, req }) =>
        access.kubeconfig(input, await by(req)),
      getCommandLine: async ({ req }) => {
        viewers.requireUser((await by(req)).credentials);
        return services.commandLine.get();
      },
      getInnerLoop: async ({ input, req }) =>
        services.innerLoop.get(input, await by(req)),
    },
    { title: WORKSPACES_PLUGIN_ID },
  );
  return router;
}
