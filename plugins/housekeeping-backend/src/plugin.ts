import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import {
  HOUSEKEEPING_PLUGIN_ID,
  housekeepingCapacityReadPermission,
  housekeepingLedgerReadPermission,
  housekeepingPermissions,
  housekeepingRunPermission,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { fairwayClustersServiceRef } from '@fairway-idp/backstage-plugin-fairway-node';
import { registerGetCapacity } from './actions/getCapacity';
import { registerGetFindings } from './actions/getFindings';
import { registerProtect } from './actions/protect';
import { registerRenew } from './actions/renew';
import { registerRun } from './actions/run';
import { openDatabase } from './database/migrate';
import { HousekeepingResources } from './permissions/HousekeepingResources';
import { housekeepingPermissionResourceRef } from './permissions/resource';
import { housekeepingRules } from './permissions/rules';
import { createRouter } from './router';
import { createServices } from './service/createServices';
import { readLoopSettings, readSettings } from './service/readSettings';

const ACTIONS = [
  registerGetFindings,
  registerRenew,
  registerProtect,
  registerRun,
  registerGetCapacity,
];

/**
 * Finds what is left over in clusters, asks its owners, tidies up after their
 * time, and tells how full the nodes are.
 *
 * @public
 */
export const housekeepingPlugin = createBackendPlugin({
  pluginId: HOUSEKEEPING_PLUGIN_ID,
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
        lifecycle: coreServices.lifecycle,
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
        lifecycle,
        scheduler,
        ...deps
      }) {
        const settings = readSettings(config);
        const loop = readLoopSettings(config);
        const knex = await openDatabase(database);
        const services = createServices({ ...deps, knex, loop, settings });
        const { capacity, looks, owners, passes } = services;
        const resources = HousekeepingResources.create({
          ...deps,
          owners,
          settings,
        });
        deps.permissionsRegistry.addResourceType({
          resourceRef: housekeepingPermissionResourceRef,
          permissions: Object.values(housekeepingPermissions),
          rules: Object.values(housekeepingRules),
          getResources: refs => resources.load(refs),
        });
        deps.permissionsRegistry.addPermissions([
          housekeepingRunPermission,
          housekeepingLedgerReadPermission,
          housekeepingCapacityReadPermission,
        ]);
        httpRouter.use(createRouter({ httpAuth, services }));
        ACTIONS.forEach(register => register(actions, services));
        lifecycle.addShutdownHook(() => looks.close());
        // Global: one replica at a time. A double run would be harmless.
        await scheduler.scheduleTask({
          id: 'housekeeping-pass',
          frequency: { seconds: loop.everySeconds },
          timeout: { seconds: loop.passTimeoutSeconds },
          initialDelay: { seconds: Math.min(loop.everySeconds, 10) },
          scope: 'global',
          fn: signal => passes.run(signal),
        });
        await scheduler.scheduleTask({
          id: 'housekeeping-samples',
          frequency: { seconds: loop.sampleEverySeconds },
          timeout: { seconds: loop.passTimeoutSeconds },
          initialDelay: { seconds: Math.min(loop.sampleEverySeconds, 15) },
          scope: 'global',
          fn: signal => capacity.sample(signal),
        });
      },
    });
  },
});
