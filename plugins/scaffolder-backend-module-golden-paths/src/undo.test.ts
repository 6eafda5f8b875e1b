import {
  describeWithCluster,
  describeWithGitea,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import { configMap } from './__testUtils__/manifests';
import { TestForge } from './__testUtils__/TestForge';
import { startWorld, type TestWorld } from './__testUtils__/testWorld';

jest.setTimeout(60_000);

const CONFIG_MAPS = {
  group: '',
  version: 'v1',
  plural: 'configmaps',
  kind: 'ConfigMap',
};

describeWithCluster('undo of a run with a repository', cluster => {
  describeWithGitea('of a forge', address => {
    let forge: TestForge;
    let world: TestWorld;

    beforeAll(async () => {
      forge = await TestForge.open(address);
      world = await startWorld(cluster(), {
        features: [(await import('@backstage/plugin-catalog-backend')).default],
        config: {
          integrations: forge.config,
          scaffolder: {
            defaultAuthor: { name: 'Fairway', email: 'fairway@example.com' },
          },
        },
      });
      await world.write('README.md', '# Cart\n');
    });

    afterAll(async () => {
      await world?.stop();
      await forge?.close();
    });

    const where = () => ({ cluster: 'main', namespace: world.namespace });

    const make = async (name: string) => {
      const task = `run-of-${name}`;
      await world.run(
        'fairway:repository:publish',
        { repoUrl: forge.repoUrl(name) },
        { task },
      );
      await world.run(
        'fairway:kubernetes:apply',
        { ...where(), objects: [configMap(name)] },
        { task },
      );
    };

    const undo = (name: string) =>
      world.run('fairway:run:undo', {
        ...where(),
        repoUrl: forge.repoUrl(name),
        run: `run-of-${name}`,
      });

    const isThere = (name: string) =>
      cluster()
        .client.get({ type: CONFIG_MAPS, namespace: world.namespace, name })
        .then(
          () => true,
          () => false,
        );

    it('takes both away', async () => {
      await make('short');
      const { outputs } = await undo('short');
      expect(outputs.removed).toHaveLength(2);
      expect(await isThere('short')).toBe(false);
      expect(await forge.exists('short')).toBe(false);
    });

    it('keeps what runs while its repository cannot be told to be of the run', async () => {
      await make('squashed');
      await forge.squash('squashed');
      await expect(undo('squashed')).rejects.toThrow(
        /^Not removed: ConfigMap 'squashed' in .*: repository .*\/squashed on .* is there, and cannot be told to be of this run$/,
      );
      expect(await isThere('squashed')).toBe(true);
      expect(await forge.exists('squashed')).toBe(true);
    });
  });
});
