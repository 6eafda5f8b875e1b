import type { AdoptionView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  describeWithCluster,
  describeWithGitea,
  eventually,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import {
  startUpgradeWorld,
  type UpgradeWorld,
} from './__testUtils__/upgradeWorld';

jest.setTimeout(120_000);

describeWithGitea('adoption', address => {
  describeWithCluster('with a real cluster', getCluster => {
    let world: UpgradeWorld;
    let namespace: string;
    let task: string;
    let failed: string;
    const begun = Date.now();

    beforeAll(async () => {
      const cluster = getCluster();
      namespace = await cluster.createNamespace('adoption', {});
      world = await startUpgradeWorld({
        address,
        components: ['made'],
        kubeconfig: cluster.kubeconfig,
        goldenPaths: { adoption: { excludeNamespaces: ['kube-*'] } },
      });
    }, 120_000);

    afterAll(() => world?.stop(), 60_000);

    const view = async (): Promise<AdoptionView> =>
      (await world.get('/adoption', { range: '30d' })).body;

    const deployment = (name: string, more: object = {}) => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace, ...more },
      spec: {
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels: { app: name } },
          spec: {
            nodeSelector: { 'fairway.dev/node': 'simulated' },
            containers: [{ name: 'app', image: 'example.com/app:1' }],
            initContainers: [{ name: 'first', image: 'example.com/app:1' }],
          },
        },
      },
    });

    it('is refused to whoever lacks the permission', async () => {
      world.denied.add('golden-path.adoption.read');
      expect((await world.get('/adoption')).status).toBe(403);
      world.denied.clear();
    });

    it('counts what the scaffolder really ran, and where it failed', async () => {
      ({ id: task } = await world.make('made'));
      // It is there already.
      ({ id: failed } = await world.make('made'));
      await world.run('adoption');
      await world.run('adoption');
      const { paths } = await view();
      expect(paths).toMatchObject([
        {
          template: 'template:default/tiny',
          title: 'Tiny service',
          latest: '1.0.0',
          total: { runs: 2, succeeded: 1, failed: 1, successRate: 0.5 },
          versions: [{ version: '1.0.0', runs: 2 }],
          failures: [{ step: 'publish', count: 1 }],
        },
      ]);
      expect(JSON.stringify(paths)).not.toMatch(/ada|bob/);
    });

    it('learns that a run was tried again that had failed', async () => {
      // It is there still.
      await world.retry(failed);
      await world.run('adoption');
      expect((await view()).paths[0].total).toMatchObject({
        ...{ runs: 2, succeeded: 1, failed: 1 },
      });
      await world.forge.remove('made');
      await world.retry(failed);
      await world.run('adoption');
      const [{ total, failures }] = (await view()).paths;
      expect(total).toMatchObject({ runs: 2, succeeded: 2, failed: 0 });
      expect(failures).toEqual([]);
    });

    it('sees in the cluster when what was made became ready', async () => {
      await getCluster().applyObjects([
        deployment('made', {
          annotations: { 'fairway.dev/golden-path-run': task },
        }),
        deployment('stray'),
      ]);
      const [{ total, onLatest, drift }] = await eventually(async () => {
        await world.run('adoption');
        const { paths } = await view();
        expect(paths[0].total.ready).toBe(1);
        return paths;
      }, 60_000);
      expect(total.services).toBe(1);
      expect(total.secondsToReady).toBeGreaterThan(0);
      expect(total.secondsToReady).toBeLessThan((Date.now() - begun) / 1000);
      expect({ onLatest, drift }).toEqual({ onLatest: 1, drift: 0 });
      const { bypassed } = await view();
      const group = bypassed.groups.find(({ examples }) =>
        examples.includes(`main: ${namespace}/Deployment/stray`),
      );
      expect(group?.uses).toEqual(['init container']);
    });
  });
});
