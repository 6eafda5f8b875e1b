import {
  describeWithGitea,
  forgeContract,
  WorkingCopy,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import { GiteaWorld } from '../__testUtils__/GiteaWorld';

describeWithGitea('GiteaForge', address => {
  forgeContract('GiteaForge', () => GiteaWorld.open(address));

  describe('what only Gitea has', () => {
    let world: GiteaWorld;

    beforeAll(async () => {
      world = await GiteaWorld.open(address);
    }, 60_000);

    afterAll(() => world?.cleanUp(), 60_000);

    it('is a stranger’s, what is pushed to refs/for/main', async () => {
      const fullName = await world.createRepository();
      const copy = await WorkingCopy.clone(world.remote(fullName, true));
      const commit = await copy.commit('mine', { 'a.txt': 'a' });
      await copy.push('refs/for/main/mine');
      copy.remove();
      const forge = world.connect();
      const repository = await forge.getRepository(fullName);
      const [{ head }] = await forge.listOpenPullRequests(repository);
      expect(head.commit).toBe(commit);
      expect(head.repositoryId).toBeUndefined();
    }, 60_000);
  });
});
