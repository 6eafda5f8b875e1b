import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  environmentsForgesExtensionPoint,
  type Forge,
} from '@fairway-idp/backstage-plugin-fairway-node';
import module from './index';

describe('the module', () => {
  it('adds each Gitea of the configuration to the environments plugin', async () => {
    const forges: Forge[] = [];
    const plugin = createBackendPlugin({
      pluginId: 'environments',
      register(env) {
        env.registerExtensionPoint(environmentsForgesExtensionPoint, {
          addForge: forge => forges.push(forge),
        });
        env.registerInit({ deps: {}, init: async () => undefined });
      },
    });
    const config = (host: string) => ({
      type: 'gitea',
      url: `https://${host}`,
      token: 't',
    });
    await startTestBackend({
      features: [
        plugin,
        module,
        mockServices.rootConfig.factory({
          data: {
            environments: {
              previews: { forges: [config('one.example.com'), config('two')] },
            },
          },
        }),
      ],
    });
    expect(forges.map(({ type, host }) => [type, host])).toEqual([
      ['gitea', 'one.example.com'],
      ['gitea', 'two'],
    ]);
  });
});
