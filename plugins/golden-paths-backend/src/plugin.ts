import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  GOLDEN_PATHS_PLUGIN_ID,
  goldenPathPermissions,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { fairwayClustersServiceRef } from '@fairway-idp/backstage-plugin-fairway-node';
import { createRouter } from './router';
import { createServices } from './service/createServices';

/**
 * Golden paths: how a service starts.
 *
 * @public
 */
export const goldenPathsPlugin = createBackendPlugin({
  pluginId: GOLDEN_PATHS_PLUGIN_ID,
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogServiceRef,
        clusters: fairwayClustersServiceRef,
        config: coreServices.rootConfig,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        userInfo: coreServices.userInfo,
      },
      async init({ httpAuth, httpRouter, permissionsRegistry, ...deps }) {
        permissionsRegistry.addPermissions(
          Object.values(goldenPathPermissions),
        );
        const services = createServices(deps);
        httpRouter.use(createRouter({ httpAuth, services }));
      },
    });
  },
});
