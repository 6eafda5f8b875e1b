import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { scaffolderServiceRef } from '@backstage/plugin-scaffolder-node';
import {
  GOLDEN_PATHS_PLUGIN_ID,
  goldenPathComponentPermissions,
  goldenPathPermissions,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  fairwayClustersServiceRef,
  goldenPathsForgesExtensionPoint,
  type UpgradeForge,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { registerUpgradeComponent } from './actions/upgradeComponent';
import { openDatabase } from './database/migrate';
import { ComponentResources } from './permissions/ComponentResources';
import { goldenPathComponentPermissionResourceRef } from './permissions/resource';
import { goldenPathComponentRules } from './permissions/rules';
import { createRouter } from './router';
import { createServices } from './service/createServices';
import { readSettings } from './service/readSettings';

/** Seconds between two looks for a campaign's next repository. */
const CAMPAIGN_EVERY = 5;

/**
 * Golden paths: how a service starts, stays up to date, and what came of it.
 *
 * @public
 */
export const goldenPathsPlugin = createBackendPlugin({
  pluginId: GOLDEN_PATHS_PLUGIN_ID,
  register(env) {
    const forges = new Map<string, UpgradeForge>();
    env.registerExtensionPoint(goldenPathsForgesExtensionPoint, {
      addForge(forge) {
        if (forges.has(forge.host)) {
          throw new Error(
            `There is a forge with the host ${forge.host} already`,
          );
        }
        forges.set(forge.host, forge);
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
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scaffolder: scaffolderServiceRef,
        scheduler: coreServices.scheduler,
        urlReader: coreServices.urlReader,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { actions, config, database, permissionsRegistry, scheduler } =
          deps;
        const settings = readSettings(config);
        const knex = await openDatabase(database);
        const services = createServices({ ...deps, forges, knex, settings });
        const resources = ComponentResources.create(deps);
        permissionsRegistry.addResourceType({
          resourceRef: goldenPathComponentPermissionResourceRef,
          permissions: Object.values(goldenPathComponentPermissions),
          rules: Object.values(goldenPathComponentRules),
          getResources: refs => resources.load(refs),
        });
        permissionsRegistry.addPermissions(
          Object.values(goldenPathPermissions),
        );
        deps.httpRouter.use(
          createRouter({ httpAuth: deps.httpAuth, services }),
        );
        registerUpgradeComponent(actions, services);
        // Global: one replica at a time. A double run would be harmless.
        const { everySeconds } = settings;
        const schedule = (
          id: string,
          every: number,
          fn: (signal: AbortSignal) => Promise<void>,
        ) =>
          scheduler.scheduleTask({
            id: `golden-paths-${id}`,
            frequency: { seconds: every },
            timeout: { minutes: 15 },
            initialDelay: { seconds: Math.min(every, 15) },
            scope: 'global',
            fn,
          });
        await schedule('notices', everySeconds, signal =>
          services.notices.run(signal),
        );
        await schedule('adoption', everySeconds, signal =>
          services.adoption.collect(signal),
        );
        await schedule('campaigns', CAMPAIGN_EVERY, signal =>
          services.campaignLoop.step(signal),
        );
      },
    });
  },
});
