import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  scaffolderActionsExtensionPoint,
  scaffolderServiceRef,
} from '@backstage/plugin-scaffolder-node';
import { fairwayClustersServiceRef } from '@fairway-idp/backstage-plugin-fairway-node';
import { createActions } from './createActions';

/**
 * Adds the actions of golden paths to the scaffolder.
 *
 * @public
 */
export const scaffolderModuleGoldenPaths = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'golden-paths',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        clusters: fairwayClustersServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        urlReader: coreServices.urlReader,
        scaffolder: scaffolderServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init({ actions, ...deps }) {
        actions.addActions(...(await createActions(deps)));
      },
    });
  },
});
