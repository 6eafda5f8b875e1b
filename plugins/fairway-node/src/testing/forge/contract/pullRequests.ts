/* eslint-disable jest/no-export -- part of forgeContract */
import type { Forge, ForgeRepository } from '../../../previews/forge';
import type { ForgeWorld } from '../ForgeWorld';
import { WorkingCopy } from '../WorkingCopy';

const HOSTILE_TITLE = '<img src=x> | `$(id)` ](http://x) 🚢 -- \'";';

/** Branches `one`, `two`, … with a commit each, and their SHAs. */
async function pushBranches(
  world: ForgeWorld,
  repository: string,
  names: string[],
): Promise<Record<string, string>> {
  const copy = await WorkingCopy.clone(world.remote(repository));
  try {
    const commits: Record<string, string> = {};
    for (const name of names) {
      commits[name] = await copy.commit(
        name,
        { [`${name}.txt`]: name },
        'origin/main',
      );
    }
    await copy.push();
    return commits;
  } finally {
    copy.remove();
  }
}

export function testPullRequests(world: () => ForgeWorld): void {
  describe('repositories and pull requests', () => {
    let forge: Forge;
    let repository: ForgeRepository;
    let commits: Record<string, string>;

    beforeAll(async () => {
      forge = world().connect();
      const fullName = await world().createRepository();
      commits = await pushBranches(world(), fullName, ['one', 'two']);
      repository = await forge.getRepository(fullName);
    }, 60_000);

    it('reads a repository by its name', () => {
      expect(repository).toEqual({
        id: expect.stringMatching(/^\S+$/),
        fullName: repository.fullName,
        url: expect.stringContaining(`/${repository.fullName}`),
        defaultBranch: 'main',
      });
    });

    it('says that there is none, and that a token is none', async () => {
      await expect(
        forge.getRepository(`${repository.fullName}-not`),
      ).rejects.toMatchObject({ name: 'ForgeError', reason: 'not-found' });
      await expect(
        world().connect({ token: 'wrong' }).getRepository(repository.fullName),
      ).rejects.toMatchObject({ name: 'ForgeError', reason: 'unauthorized' });
      await expect(
        forge.getPullRequest(repository, 9999),
      ).rejects.toMatchObject({ name: 'ForgeError', reason: 'not-found' });
    });

    it('follows a pull request from its opening to its merge', async () => {
      const { fullName } = repository;
      const number = await world().openPullRequest(fullName, {
        title: HOSTILE_TITLE,
        branch: 'one',
      });
      const opened = await forge.getPullRequest(repository, number);
      expect(opened).toMatchObject({
        repository: { id: repository.id, fullName },
        number,
        title: HOSTILE_TITLE,
        url: expect.stringContaining(fullName),
        author: expect.stringMatching(/^\S+$/),
        state: 'open',
        merged: false,
        head: {
          commit: commits.one,
          branch: 'one',
          repositoryId: repository.id,
        },
        base: { branch: 'main' },
      });
      expect(Date.parse(opened.updatedAt)).not.toBeNaN();
      expect(await forge.listOpenPullRequests(repository)).toEqual([opened]);

      await world().close(fullName, number);
      const closed = await forge.getPullRequest(repository, number);
      expect(closed).toMatchObject({ state: 'closed', merged: false });
      expect(Date.parse(closed.closedAt ?? '')).not.toBeNaN();
      expect(await forge.listOpenPullRequests(repository)).toEqual([]);

      await world().reopen(fullName, number);
      const { state, closedAt } = await forge.getPullRequest(
        repository,
        number,
      );
      expect({ state, closedAt }).toEqual({ state: 'open' });

      await world().merge(fullName, number);
      expect(await forge.getPullRequest(repository, number)).toMatchObject({
        state: 'closed',
        merged: true,
      });
    }, 60_000);

    it('sees what is pushed', async () => {
      const { fullName } = repository;
      const number = await world().openPullRequest(fullName, {
        title: 'Two',
        branch: 'two',
      });
      const copy = await WorkingCopy.clone(world().remote(fullName));
      const pushed = await copy.commit('two', { 'a.txt': 'a' }, 'origin/two');
      await copy.push();
      copy.remove();
      const { head } = await forge.getPullRequest(repository, number);
      expect(head.commit).toBe(pushed);
      await world().close(fullName, number);
    }, 60_000);

    it('tells a fork from the repository, also when the fork is gone', async () => {
      const { fullName } = repository;
      const fork = await world().fork(fullName);
      await pushBranches(world(), fork, ['strange']);
      const number = await world().openPullRequest(fullName, {
        title: 'From a fork',
        branch: 'strange',
        fork,
      });
      const { head } = await forge.getPullRequest(repository, number);
      expect(head.repositoryId).toBe((await forge.getRepository(fork)).id);
      expect(head.repositoryId).not.toBe(repository.id);

      await world().removeRepository(fork);
      const after = await forge.getPullRequest(repository, number);
      expect(after.head.repositoryId).not.toBe(repository.id);
    }, 60_000);

    it('follows a repository to its new name, and never takes another one for it', async () => {
      const fullName = await world().createRepository();
      await pushBranches(world(), fullName, ['one']);
      const before = await forge.getRepository(fullName);
      const pullRequest = { title: 'One', branch: 'one' };
      const number = await world().openPullRequest(fullName, pullRequest);
      const name = fullName.split('/')[1];
      const renamed = await world().renameRepository(fullName, `${name}-new`);

      // The old name leads there as long as nobody takes it.
      expect(await forge.getRepository(fullName)).toMatchObject({
        id: before.id,
        fullName: renamed,
      });
      const on = { repository: before, number };
      await forge.putComment(on, { marker: '<!-- m -->', body: 'Here' });
      expect(await world().readComments(renamed, number)).toHaveLength(1);

      expect(await world().createRepository(name)).toBe(fullName);
      await pushBranches(world(), fullName, ['one']);
      const other = await world().openPullRequest(fullName, pullRequest);
      expect(other).toBe(number);
      await world().close(fullName, other);
      // Whoever believed this would delete the preview of one that is open.
      await expect(forge.getPullRequest(before, number)).rejects.toMatchObject({
        name: 'ForgeError',
        reason: 'not-found',
      });
      await world().reopen(fullName, other);
      await expect(forge.listOpenPullRequests(before)).rejects.toMatchObject({
        name: 'ForgeError',
        reason: 'not-found',
      });
    }, 60_000);
  });
}
