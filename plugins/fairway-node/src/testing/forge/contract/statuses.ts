/* eslint-disable jest/no-export -- part of forgeContract */
import type {
  CommitState,
  CommitStatus,
  Forge,
  ForgeRepository,
} from '../../../previews/forge';
import { FaultProxy } from '../FaultProxy';
import type { ForgeWorld } from '../ForgeWorld';
import { WorkingCopy } from '../WorkingCopy';

export function testStatuses(world: () => ForgeWorld): void {
  describe('statuses of a commit', () => {
    let proxy: FaultProxy;
    let forge: Forge;
    let repository: ForgeRepository;
    let copy: WorkingCopy;

    beforeAll(async () => {
      proxy = await FaultProxy.before(world().url);
      forge = world().connect({ url: proxy.url });
      repository = await forge.getRepository(await world().createRepository());
      copy = await WorkingCopy.clone(world().remote(repository.fullName));
    }, 60_000);

    afterAll(async () => {
      copy?.remove();
      await proxy?.close();
    });

    const newCommit = async (branch: string) => {
      const commit = await copy.commit(branch, {}, 'origin/main');
      await copy.push();
      return commit;
    };

    const status: CommitStatus = {
      context: 'fairway/preview',
      state: 'pending',
      description: 'Being deployed',
      targetUrl: 'https://portal.example.com/a?b=c',
    };

    it('sets one, and writes only what differs', async () => {
      const commit = await newCommit('set');
      expect(await forge.listStatuses(repository, commit)).toEqual([]);
      proxy.set(undefined);
      await forge.setStatus(repository, commit, status);
      expect(await forge.listStatuses(repository, commit)).toEqual([status]);
      expect(proxy.writes).toHaveLength(1);

      await forge.setStatus(repository, commit, status);
      expect(proxy.writes).toHaveLength(1);

      const ready: CommitStatus = { ...status, state: 'success' };
      await forge.setStatus(repository, commit, ready);
      expect(await forge.listStatuses(repository, commit)).toEqual([ready]);
      // Back to what an older one says: only the newest counts.
      await forge.setStatus(repository, commit, status);
      expect(await forge.listStatuses(repository, commit)).toEqual([status]);
      expect(proxy.writes).toHaveLength(3);
    }, 60_000);

    it('cuts a description that is too long, and knows it again', async () => {
      const commit = await newCommit('long');
      const long = { ...status, description: '🚢'.repeat(200) };
      proxy.set(undefined);
      await forge.setStatus(repository, commit, long);
      await forge.setStatus(repository, commit, long);
      expect(proxy.writes).toHaveLength(1);
      const [{ description }] = await forge.listStatuses(repository, commit);
      expect([...description]).toHaveLength(140);
      expect(description).toMatch(/^(🚢)+…$/u);
    }, 60_000);

    it('lists the newest of each context, over all pages', async () => {
      const commit = await newCommit('many');
      const states: CommitState[] = ['pending', 'failure', 'error', 'success'];
      const expected: CommitStatus[] = [];
      for (let index = 0; index < world().largestPage + 3; index++) {
        const state = states[index % states.length];
        const one = { context: `ci/${index}`, state, description: 'It is' };
        if (index < 4) {
          const before = { ...one, description: 'It was' };
          await world().postStatus(repository.fullName, commit, before);
        }
        await world().postStatus(repository.fullName, commit, one);
        expected.push(one);
      }
      const listed = await forge.listStatuses(repository, commit);
      const byContext = (a: CommitStatus, b: CommitStatus) =>
        a.context < b.context ? -1 : 1;
      expect([...listed].sort(byContext)).toEqual(expected.sort(byContext));
    }, 120_000);

    it('says that there is no such commit', async () => {
      const none = 'e'.repeat(40);
      await expect(
        forge.setStatus(repository, none, status),
      ).rejects.toMatchObject({ name: 'ForgeError', reason: 'not-found' });
    });
  });
}
