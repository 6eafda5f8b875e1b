import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import {
  environmentLedgerReadPermission,
  environmentPermissions,
  ENVIRONMENTS_PLUGIN_ID,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { fairwayClustersServiceRef } from '@fairway-idp/backstage-plugin-fairway-node';
import { registerCreateSandbox } from './actions/createSandbox';
import { registerDeleteEnvironment } from './actions/deleteEnvironment';
import { registerGetEnvironments } from './actions/getEnvironments';
import { registerProtectEnvironment } from './actions/protectEnvironment';
import { registerRenewEnvironment } from './actions/renewEnvironment';
import { registerSleepEnvironment } from './actions/sleepEnvironment';
import { registerWakeEnvironment } from './actions/wakeEnvironment';
import { openDatabase } from './database/migrate';
import { EnvironmentResources } from './permissions/EnvironmentResources';
import { environmentPermissionResourceRef } from './permissions/resource';
import { environmentRules } from './permissions/rules';
import { createRouter } from './router';
import { createServices } from './service/createServices';
import { readLoopSettings, readSettings } from './service/readSettings';

const ACTIONS = [
  registerGetEnvironments,
  registerCreateSandbox,
  registerSleepEnvironment,
  registerWakeEnvironment,
  registerRenewEnvironment,
  registerProtectEnvironment,
  registerDeleteEnvironment,
];

/**
 * Where software runs while it is made: environments that are guarded, sleep,
 * and never go unwarned.
 *
 * @public
 */
export const environmentsPlugin = createBackendPlugin({
  pluginId: ENVIRONMENTS_PLUGIN_ID,
  register(env) {
    env.registerInit({
      deps: {
        actions: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        clusters: fairwayClustersServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        userInfo: coreServices.userInfo,
      },
      async init({
        actions,
        config,
        database,
        httpAuth,
        httpRouter,
        permissionsRegistry,
        scheduler,
        ...deps
      }) {
        const settings = readSettings(config);
        const loop = readLoopSettings(config);
        const knex = await openDatabase(database);
        const services = createServices({ ...deps, settings, loop, knex });
        const resources = EnvironmentResources.create({ ...deps, settings });
        permissionsRegistry.addResourceType({
          resourceRef: environmentPermissionResourceRef,
          permissions: Object.values(environmentPermissions),
          rules: Object.values(environmentRules),
          getResources: refs => resources.load(refs),
        });
        permissionsRegistry.addPermissions([environmentLedgerReadPermission]);
        httpRouter.use(createRouter({ httpAuth, services }));
        ACTIONS.forEach(register => register(actions, services));
        // Global: one replica at a time. A double run would be harmless.
        await scheduler.scheduleTask({
          id: 'environments-pass',
          frequency: { seconds: loop.everySeconds },
          timeout: { seconds: loop.passTimeoutSeconds },
          initialDelay: { seconds: Math.min(loop.everySeconds, 5) },
          scope: 'global',
          fn: signal => services.passes.run(signal),
        });
      },
    });
  },
});
