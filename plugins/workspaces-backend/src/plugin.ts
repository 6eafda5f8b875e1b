import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import {
  WORKSPACE_STREAMS,
  workspacePermissions,
  WORKSPACES_PLUGIN_ID,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  fairwayClustersServiceRef,
  workspacesDriverExtensionPoint,
  type WorkspaceDriver,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { registerCreateWorkspace } from './actions/createWorkspace';
import { registerDeleteWorkspace } from './actions/deleteWorkspace';
import { registerGetWorkspaces } from './actions/getWorkspaces';
import { registerKeepWorkspaceAwake } from './actions/keepWorkspaceAwake';
import { registerStartWorkspace } from './actions/startWorkspace';
import { registerStopWorkspace } from './actions/stopWorkspace';
import { openDatabase } from './database/migrate';
import { DeploymentDriver } from './driver/DeploymentDriver';
import { workspacePermissionResourceRef } from './permissions/resource';
import { workspaceRules } from './permissions/rules';
import { WorkspaceResources } from './permissions/WorkspaceResources';
import { createRouter } from './router';
import { createServices } from './service/createServices';
import { readLoopSeconds, readSettings } from './service/readSettings';
import { Upgrades } from './service/streams/Upgrades';

const ACTIONS = [
  registerGetWorkspaces,
  registerCreateWorkspace,
  registerStartWorkspace,
  registerStopWorkspace,
  registerKeepWorkspaceAwake,
  registerDeleteWorkspace,
];

/**
 * Where software is written: a workspace in the developer's sandbox, reached
 * through the portal, that stops when nobody uses it and says why.
 *
 * @public
 */
export const workspacesPlugin = createBackendPlugin({
  pluginId: WORKSPACES_PLUGIN_ID,
  register(env) {
    let driver: WorkspaceDriver | undefined;
    env.registerExtensionPoint(workspacesDriverExtensionPoint, {
      setDriver(own) {
        if (driver) {
          throw new Error(
            `There are two drivers of workspaces, ${driver.id} and ${own.id}: install one`,
          );
        }
        driver = own;
      },
    });
    env.registerInit({
      deps: {
        actions: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        clusters: fairwayClustersServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        urlReader: coreServices.urlReader,
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
        const seconds = readLoopSeconds(config);
        const services = createServices({
          ...deps,
          authorityKey: config.getOptionalString('workspaces.ssh.authorityKey'),
          driver: driver ?? DeploymentDriver.create(),
          knex: await openDatabase(database),
          now: () => new Date(),
          portal: config.getString('backend.baseUrl'),
          settings: readSettings(config),
        });
        const resources = WorkspaceResources.create(services);
        permissionsRegistry.addResourceType({
          resourceRef: workspacePermissionResourceRef,
          permissions: Object.values(workspacePermissions),
          rules: Object.values(workspaceRules),
          getResources: refs => resources.load(refs),
        });
        const upgrades = Upgrades.create({
          [WORKSPACE_STREAMS.terminal]: services.streams.terminal,
          [WORKSPACE_STREAMS.ssh]: services.streams.ssh,
        });
        httpRouter.use(
          createRouter({
            httpAuth,
            services,
            onRequest: request => upgrades.learnFrom(request),
          }),
        );
        ACTIONS.forEach(register => register(actions, services));
        // Global: one replica at a time. A double run would be harmless.
        await scheduler.scheduleTask({
          id: 'workspaces-pass',
          frequency: { seconds },
          timeout: { seconds: 300 },
          initialDelay: { seconds: Math.min(seconds, 5) },
          scope: 'global',
          fn: signal => services.passes.run(signal),
        });
      },
    });
  },
});
