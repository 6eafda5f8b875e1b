import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import {
  coreServices,
  createBackendModule,
  type AuthService,
  type DatabaseService,
  type LoggerService,
  type SchedulerService,
  type ServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  scaffolderServiceRef,
  type ScaffolderService,
} from '@backstage/plugin-scaffolder-node';
import {
  fairwayClustersServiceRef,
  type FairwayClusters,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { JsonObject } from '@backstage/types';
import { AdoptionStore } from '../../database/AdoptionStore';
import goldenPathsPlugin from '../../index';
import { readSettings } from '../../service/readSettings';
import { RunCollector } from '../../service/RunCollector';
import { ServiceCollector } from '../../service/ServiceCollector';

/** What the mock has beyond its declared type. */
type MockScheduler = SchedulerService & {
  factory(options: {
    skipTaskRunOnStartup: boolean;
  }): ServiceFactory<SchedulerService, 'plugin'>;
};

interface Parts {
  auth: AuthService;
  catalog: CatalogService;
  clusters: FairwayClusters;
  database: DatabaseService;
  logger: LoggerService;
  scaffolder: ScaffolderService;
}

/** The plugin in a backend with a real database, and its collectors. */
export async function startYear(database: JsonObject, entities: Entity[]) {
  let parts: Parts | undefined;
  const peek = createBackendModule({
    pluginId: 'golden-paths',
    moduleId: 'peek',
    register(env) {
      env.registerInit({
        deps: {
          auth: coreServices.auth,
          catalog: catalogServiceRef,
          clusters: fairwayClustersServiceRef,
          database: coreServices.database,
          logger: coreServices.logger,
          scaffolder: scaffolderServiceRef,
        },
        async init(deps) {
          parts = deps;
        },
      });
    },
  });
  const scheduler = mockServices.scheduler() as MockScheduler;
  const config = mockServices.rootConfig({
    data: { backend: { database } },
  });
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
  if (!parts) {
    throw new Error('The backend did not start');
  }
  const store = AdoptionStore.create({
    knex: await parts.database.getClient(),
  });
  return {
    backend,
    runs: RunCollector.create({ ...parts, store }),
    services: ServiceCollector.create({
      ...parts,
      store,
      settings: readSettings(config).adoption,
      now: () => new Date(),
    }),
  };
}

/** @see startYear */
export type YearBackend = Awaited<ReturnType<typeof startYear>>;
