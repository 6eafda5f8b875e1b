import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { configMapKind } from '../cache/testKind';
import { describeWithCluster } from '../testing/describeWithCluster';
import {
  fairwayClustersServiceRef,
  fairwayClusterSupplierServiceRef,
} from './service';
import type { FairwayClusters } from './types';

jest.setTimeout(60_000);

describeWithCluster('fairwayClustersServiceRef', cluster => {
  const seen = new Map<string, FairwayClusters>();

  const plugin = (pluginId: string) =>
    createBackendPlugin({
      pluginId,
      register: env =>
        env.registerInit({
          deps: {
            clusters: fairwayClustersServiceRef,
            logger: coreServices.logger,
          },
          async init({ clusters }) {
            seen.set(pluginId, clusters);
          },
        }),
    });

  it('is one for all plugins, reads, acts for people, and stops with the backend', async () => {
    const backend = await startTestBackend({
      features: [
        plugin('one'),
        plugin('two'),
        mockServices.rootConfig.factory({
          data: {
            fairway: {
              clusters: { dev: { kubeconfig: { file: cluster().kubeconfig } } },
              impersonation: { userTemplate: 'portal:{name}' },
            },
          },
        }),
      ],
    });
    const clusters = seen.get('one')!;
    expect(seen.get('two')).toBe(clusters);
    await expect(clusters.get('prod')).rejects.toThrow(
      "There is no cluster 'prod' in this portal",
    );
    const found = await clusters.get('dev');
    expect(await clusters.list()).toEqual([found]);

    const lease = await found.cache.open([configMapKind]);
    expect(lease.state).toBe('live');

    const identity = clusters.identityOf({
      userEntityRef: 'user:default/alice',
      ownershipEntityRefs: ['user:default/alice', 'group:default/shop'],
    });
    expect(identity).toEqual({
      user: 'portal:alice',
      groups: ['backstage:default/shop'],
    });
    const alice = found.actingFor(identity);
    expect(alice.actsAs).toBe('portal:alice');
    await expect(alice.list(configMapKind.type)).rejects.toThrow(
      'User "portal:alice" cannot list resource "configmaps"',
    );
    expect(() =>
      found.actingFor({ user: 'portal:alice', groups: ['system:masters'] }),
    ).toThrow('Refusing to act as the Kubernetes group "system:masters"');

    await backend.stop();
    expect(lease.state).toBe('stale');
    expect(await clusters.list()).toEqual([]);
  });

  it('takes the clusters of another supplier, and follows it', async () => {
    const reader = cluster().admin;
    let names = ['a', 'b'];
    const backend = await startTestBackend({
      features: [
        plugin('three'),
        createServiceFactory({
          service: fairwayClusterSupplierServiceRef,
          deps: {},
          factory: () => ({
            getClusters: async () =>
              names.map(name => ({
                name,
                writeAs: 'serviceAccount' as const,
                reader,
                actor: reader,
              })),
          }),
        }),
      ],
    });
    const clusters = seen.get('three')!;
    const [first] = await clusters.list();
    expect(first.title).toBe('a');
    const actor = first.actingFor({ user: 'x', groups: [] });
    expect(actor.actsAs).toBe(reader.getCurrentUser()!.name);

    names = ['a', 'c'];
    jest.useFakeTimers({ now: Date.now() + 61_000, doNotFake: ['nextTick'] });
    const later = await clusters.list();
    jest.useRealTimers();
    expect(later.map(({ name }) => name)).toEqual(['a', 'c']);
    expect(later[0]).toBe(first);
    await backend.stop();
  });
});
