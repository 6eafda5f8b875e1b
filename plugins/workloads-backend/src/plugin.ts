import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  workloadPermissions,
  WORKLOADS_PLUGIN_ID,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { fairwayClustersServiceRef } from '@fairway-idp/backstage-plugin-fairway-node';
import { registerGetWorkloads } from './actions/getWorkloads';
import { registerRestartWorkload } from './actions/restartWorkload';
import { registerRollbackWorkload } from './actions/rollbackWorkload';
import { registerScaleWorkload } from './actions/scaleWorkload';
import { workloadPermissionResourceRef } from './permissions/resource';
import { workloadRules } from './permissions/rules';
import { WorkloadResources } from './permissions/WorkloadResources';
import { createRouter } from './router';
import { createServices } from './service/createServices';

/**
 * What runs, and what one may do about it.
 *
 * @public
 */
export const workloadsPlugin = createBackendPlugin({
  pluginId: WORKLOADS_PLUGIN_ID,
  register(env) {
    env.registerInit({
      deps: {
        actions: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        clusters: fairwayClustersServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        userInfo: coreServices.userInfo,
      },
      async init({
        actions,
        httpAuth,
        httpRouter,
        permissionsRegistry,
        ...deps
      }) {
        const resources = WorkloadResources.create(deps);
        permissionsRegistry.addResourceType({
          resourceRef: workloadPermissionResourceRef,
          permissions: Object.values(workloadPermissions),
          rules: Object.values(workloadRules),
          getResources: refs => resources.load(refs),
        });
        const services = createServices(deps);
        httpRouter.use(createRouter({ httpAuth, services }));
        registerGetWorkloads(actions, services);
        registerScaleWorkload(actions, services);
        registerRestartWorkload(actions, services);
        registerRollbackWorkload(actions, services);
      },
    });
  },
});
