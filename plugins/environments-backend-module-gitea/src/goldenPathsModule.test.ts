import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  goldenPathsForgesExtensionPoint,
  type UpgradeForge,
} from '@fairway-idp/backstage-plugin-fairway-node';
import module from './goldenPaths';

describe('the module for upgrades', () => {
  it('adds each Gitea of the configuration to the golden-paths plugin', async () => {
    const forges: UpgradeForge[] = [];
    const plugin = createBackendPlugin({
      pluginId: 'golden-paths',
      register(env) {
        env.registerExtensionPoint(goldenPathsForgesExtensionPoint, {
          addForge: forge => forges.push(forge),
        });
        env.registerInit({ deps: {}, init: async () => undefined });
      },
    });
    const url = 'https://git.example.com';
    await startTestBackend({
      features: [
        plugin,
        module,
        mockServices.rootConfig.factory({
          data: {
            environments: {
              previews: { forges: [{ type: 'gitea', url, token: 't' }] },
            },
          },
        }),
      ],
    });
    expect(forges.map(({ type, host }) => [type, host])).toEqual([
      ['gitea', 'git.example.com'],
    ]);
  });
});
