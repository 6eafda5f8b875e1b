import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import {
  coreServices,
  createBackendModule,
  type SchedulerService,
  type ServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Entity } from '@backstage/catalog-model';
import { notificationService } from '@backstage/plugin-notifications-node';
import type { JsonObject } from '@backstage/types';
import goldenPathsPlugin from '../../index';
import {
  createServices,
  type GoldenPathServices,
} from '../../service/createServices';
import { readSettings } from '../../service/readSettings';
import { yearClusters, yearScaffolder, type Clock } from './sources';
import type { Year } from './types';

/** What the mock has beyond its declared type. */
type MockScheduler = SchedulerService & {
  factory(options: {
    skipTaskRunOnStartup: boolean;
  }): ServiceFactory<SchedulerService, 'plugin'>;
};

/**
 * The plugin in a backend with a real database, and its services a second time, in the
 * time of the year and before its sources.
 */
export async function startYear(
  database: JsonObject,
  options: { year: Year; clock: Clock; entities: Entity[] },
) {
  const { year, clock, entities } = options;
  let services: GoldenPathServices | undefined;
  const peek = createBackendModule({
    pluginId: 'golden-paths',
    moduleId: 'peek',
    register(env) {
      env.registerInit({
        deps: {
          auditor: coreServices.auditor,
          auth: coreServices.auth,
          catalog: catalogServiceRef,
          config: coreServices.rootConfig,
          database: coreServices.database,
          logger: coreServices.logger,
          notifications: notificationService,
          permissions: coreServices.permissions,
          urlReader: coreServices.urlReader,
          userInfo: coreServices.userInfo,
        },
        async init(deps) {
          services = createServices({
            ...deps,
            clusters: yearClusters(year, clock),
            forges: new Map(),
            knex: await deps.database.getClient(),
            scaffolder: yearScaffolder(year, clock),
            settings: readSettings(deps.config),
            now: () => new Date(clock.now),
          });
        },
      });
    },
  });
  const scheduler = mockServices.scheduler() as MockScheduler;
  const backend = await startTestBackend({
    features: [
      goldenPathsPlugin,
      peek,
      databaseServiceFactory,
      mockServices.rootConfig.factory({ data: { backend: { database } } }),
      scheduler.factory({ skipTaskRunOnStartup: true }),
      catalogServiceMock.factory({ entities }),
    ],
  });
  if (!services) {
    throw new Error('The backend did not start');
  }
  return { backend, adoption: services.adoption };
}
