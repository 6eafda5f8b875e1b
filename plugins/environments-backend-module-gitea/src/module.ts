import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { environmentsForgesExtensionPoint } from '@fairway-idp/backstage-plugin-fairway-node';
import { GiteaForge } from './forge/GiteaForge';
import { readForges } from './readForges';

/**
 * Gives previews to the pull requests of each Gitea in
 * `environments.previews.forges`.
 *
 * @public
 */
export const environmentsModuleGitea = createBackendModule({
  pluginId: 'environments',
  moduleId: 'gitea',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        forges: environmentsForgesExtensionPoint,
      },
      async init({ config, forges }) {
        readForges(config).forEach(options =>
          forges.addForge(GiteaForge.create(options)),
        );
      },
    });
  },
});
