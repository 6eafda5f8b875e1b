import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { goldenPathsForgesExtensionPoint } from '@fairway-idp/backstage-plugin-fairway-node';
import { GiteaUpgradeForge } from './forge/GiteaUpgradeForge';
import { readForges } from './readForges';

/**
 * Opens upgrades of golden paths in each Gitea of `environments.previews.forges`:
 * one account, told of once.
 *
 * @public
 */
export const goldenPathsModuleGitea = createBackendModule({
  pluginId: 'golden-paths',
  moduleId: 'gitea',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        forges: goldenPathsForgesExtensionPoint,
      },
      async init({ config, forges }) {
        readForges(config).forEach(options =>
          forges.addForge(GiteaUpgradeForge.create(options)),
        );
      },
    });
  },
});
