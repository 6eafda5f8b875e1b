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
  PREVIEW_ANNOTATIONS,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  environmentsDeliveryExtensionPoint,
  environmentsForgesExtensionPoint,
  fairwayClustersServiceRef,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { registerCreateSandbox } from './actions/createSandbox';
import { registerDeleteEnvironment } from './actions/deleteEnvironment';
import { registerGetEnvironments } from './actions/getEnvironments';
import { registerGetPreviews } from './actions/getPreviews';
import { registerProtectEnvironment } from './actions/protectEnvironment';
import { registerRedeployPreview } from './actions/redeployPreview';
import { registerRenewEnvironment } from './actions/renewEnvironment';
import { registerSleepEnvironment } from './actions/sleepEnvironment';
import { registerWakeEnvironment } from './actions/wakeEnvironment';
import { openDatabase } from './database/migrate';
import { PostgresSchemas } from './databases/PostgresSchemas';
import {
  HelmRenderer,
  KustomizeRenderer,
  PlainRenderer,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import { ServerSideApplyDelivery } from './delivery/ServerSideApplyDelivery';
import { EnvironmentResources } from './permissions/EnvironmentResources';
import { environmentPermissionResourceRef } from './permissions/resource';
import { environmentRules } from './permissions/rules';
import { createRouter } from './router';
import { createServices } from './service/createServices';
import { DeliveryParts } from './service/previews/DeliveryParts';
import { Forges } from './service/previews/Forges';
import { createWebhooks, WEBHOOKS } from './service/previews/webhooks';
import {
  readHelmProgram,
  readKustomizeProgram,
} from './service/readPreviewSettings';
import { readLoopSettings, readSettings } from './service/readSettings';

const ACTIONS = [
  registerGetEnvironments,
  registerGetPreviews,
  registerCreateSandbox,
  registerSleepEnvironment,
  registerWakeEnvironment,
  registerRenewEnvironment,
  registerProtectEnvironment,
  registerRedeployPreview,
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
    const forges = Forges.create();
    const parts = DeliveryParts.create();
    env.registerExtensionPoint(environmentsForgesExtensionPoint, forges);
    env.registerExtensionPoint(environmentsDeliveryExtensionPoint, parts);
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
        permissionsRegistry,
        scheduler,
        ...deps
      }) {
        const settings = readSettings(config);
        const loop = readLoopSettings(config);
        const knex = await openDatabase(database);
        const services = createServices({
          ...deps,
          appUrl: config.getOptionalString('app.baseUrl'),
          forges,
          knex,
          loop,
          previewTools: parts.with({
            renderers: [
              HelmRenderer.create({
                program: readHelmProgram(config),
                valuesFrom: PREVIEW_ANNOTATIONS.helmValues,
              }),
              KustomizeRenderer.create({
                program: readKustomizeProgram(config),
              }),
              PlainRenderer.create(),
            ],
            delivery: ServerSideApplyDelivery.create(),
            databases: PostgresSchemas.fromConfig(config, settings),
          }),
          settings,
        });
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
        const { previewLoop } = services;
        if (!settings.previews || !previewLoop) {
          return;
        }
        httpRouter.use(
          createWebhooks({
            forges,
            logger: deps.logger,
            hint: (host, hint) => previewLoop.hint(host, hint),
          }),
        );
        httpRouter.addAuthPolicy({ path: WEBHOOKS, allow: 'unauthenticated' });
        lifecycle.addShutdownHook(previewLoop.start());
        await scheduler.scheduleTask({
          id: 'environments-previews',
          frequency: { milliseconds: settings.previews.every },
          timeout: { seconds: loop.passTimeoutSeconds },
          initialDelay: { seconds: 2 },
          scope: 'global',
          fn: signal => previewLoop.run(signal),
        });
      },
    });
  },
});
