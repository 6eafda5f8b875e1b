/* eslint-disable jest/no-export, jest/valid-title -- it declares the tests of others */
import type { ForgeRepository } from '../../previews/forge';
import type { UpgradeForge } from '../../previews/upgradeForge';
import type { ForgeWorld } from './ForgeWorld';
import { WorkingCopy } from './WorkingCopy';

const BYTES = new Uint8Array([0, 1, 2, 255]);
const HOSTILE = 'a "b" $(c) <d> ü.txt';
const REFUSED = { name: 'ForgeError', reason: 'refused' };

/**
 * What every implementation of `UpgradeForge` must pass, against a real forge.
 *
 * @param open - called once, before the first test
 * @public
 */
export function upgradeForgeContract(
  name: string,
  open: () => Promise<{ world: ForgeWorld; forge: UpgradeForge }>,
): void {
  describe(name, () => {
    let opened: { world: ForgeWorld; forge: UpgradeForge };
    let repository: ForgeRepository;
    let main: string;

    beforeAll(async () => {
      opened = await open();
      const fullName = await opened.world.createRepository();
      const copy = await WorkingCopy.clone(opened.world.remote(fullName));
      main = await copy.commit('main', {
        'a.txt': 'one\n',
        'deep/er/b.bin': BYTES,
        'run.sh': { executable: '#!/bin/sh\n' },
        'move.sh': { executable: '#!/bin/sh\necho moved\n' },
        'link.txt': { linkTo: 'a.txt' },
        [HOSTILE]: '',
      });
      await copy.push();
      copy.remove();
      repository = await opened.forge.getRepository(fullName);
    }, 60_000);

    afterAll(() => opened?.world.cleanUp(), 60_000);

    const list = (commit: string) =>
      opened.forge.listTree(repository, { commit });

    /** Text where it is some. */
    const read = async (commit: string) => {
      const entries = (await list(commit)).filter(({ kind }) =>
        ['file', 'executable'].includes(kind),
      );
      const blobs = await opened.forge.readBlobs(repository, { entries });
      return Object.fromEntries(
        entries.map(({ path }, i) => [
          path,
          blobs[i].includes(0)
            ? [...blobs[i]]
            : Buffer.from(blobs[i]).toString('utf8'),
        ]),
      );
    };

    it('lists and reads every file of a commit, bytes as bytes', async () => {
      const { forge } = opened;
      expect(await forge.getBranch(repository, 'main')).toBe(main);
      expect(await forge.getBranch(repository, 'none/such')).toBeUndefined();
      const files = await read(main);
      expect(files).toMatchObject({ 'a.txt': 'one\n', [HOSTILE]: '' });
      expect(files['deep/er/b.bin']).toEqual([...BYTES]);
      const entries = await list(main);
      const kinds = entries.map(({ path, kind, size }) => [path, kind, size]);
      expect(kinds).toEqual(
        expect.arrayContaining([
          ['a.txt', 'file', 4],
          ['link.txt', 'link', 5],
          ['run.sh', 'executable', 10],
        ]),
      );
      // Git's own id, by which whoever has the content knows it again.
      expect(entries.find(({ path }) => path === 'a.txt')?.id).toBe(
        '5626abf0f72e58d7a153368ba57db4c673c0e171',
      );
      expect(entries.some(({ path }) => path === 'deep')).toBe(false);
    });

    it('tells which commits touched a file', async () => {
      const { forge } = opened;
      const options = { branch: 'main', path: 'a.txt' };
      expect(await forge.listCommits(repository, options)).toEqual([main]);
    });

    it('commits to a branch of its own, all at once, and opens a pull request', async () => {
      const { forge } = opened;
      const branch = 'fairway/golden-path-2';
      await forge.createBranch(repository, branch, main);
      await forge.createBranch(repository, branch, main);
      const commit = await forge.commitFiles(repository, {
        branch,
        parent: main,
        message: 'Upgrade',
        changes: [
          { path: 'a.txt', content: 'two\n' },
          { path: 'new/c.txt', content: 'c' },
          { path: 'new/d.bin', content: BYTES },
          { path: 'deep/moved.sh', from: 'move.sh', content: 'moved\n' },
          { path: 'run.sh', content: '#!/bin/sh -e\n' },
          { path: HOSTILE },
        ],
      });
      expect(await forge.getBranch(repository, branch)).toBe(commit);
      expect(await forge.getBranch(repository, 'main')).toBe(main);
      const files = await read(commit);
      expect(files).toMatchObject({ 'a.txt': 'two\n', 'new/c.txt': 'c' });
      expect(files['new/d.bin']).toEqual([...BYTES]);
      expect(files[HOSTILE]).toBeUndefined();
      expect(files['move.sh']).toBeUndefined();
      expect(files['deep/moved.sh']).toBe('moved\n');
      const executable = (await list(commit)).flatMap(({ path, kind }) =>
        kind === 'executable' ? [path] : [],
      );
      expect(executable.sort()).toEqual(['deep/moved.sh', 'run.sh']);

      const opening = { branch, base: 'main', title: 'Up', body: '`<b>` @all' };
      const pull = await forge.createPullRequest(repository, opening);
      expect(pull).toMatchObject({
        title: 'Up',
        state: 'open',
        head: { branch, commit },
        base: { branch: 'main' },
      });
      await expect(
        forge.createPullRequest(repository, opening),
      ).rejects.toMatchObject(REFUSED);
      await forge.editPullRequest(repository, pull.number, {
        title: 'Up, still',
        body: '',
      });
      expect(await forge.listOpenPullRequests(repository)).toMatchObject([
        { number: pull.number, title: 'Up, still' },
      ]);
    }, 60_000);

    it('does not commit upon what somebody else committed', async () => {
      const { forge } = opened;
      const branch = 'raced';
      await forge.createBranch(repository, branch, main);
      const commit = { branch, parent: main, message: 'x' };
      await forge.commitFiles(repository, {
        ...commit,
        changes: [{ path: 'r.txt', content: '1' }],
      });
      await expect(
        forge.commitFiles(repository, {
          ...commit,
          changes: [{ path: 's.txt', content: '2' }],
        }),
      ).rejects.toMatchObject(REFUSED);
      await expect(
        forge.createBranch(repository, branch, main),
      ).rejects.toMatchObject(REFUSED);
    }, 60_000);

    it('brings the branch of a pull request up to date, unless they conflict', async () => {
      const { forge, world } = opened;
      const branch = 'behind';
      await forge.createBranch(repository, branch, main);
      const ours = await forge.commitFiles(repository, {
        ...{ branch, parent: main, message: 'x' },
        changes: [{ path: 'a.txt', content: 'ours\n' }],
      });
      const parentsOf = (commit: string) =>
        forge.getParents(repository, { commit });
      expect(await parentsOf(ours)).toEqual([main]);
      const { number } = await forge.createPullRequest(repository, {
        ...{ branch, base: 'main', title: 'Behind', body: '' },
      });
      const copy = await WorkingCopy.clone(world.remote(repository.fullName));
      const theirs = await copy.commit('main', { 'z.txt': 'z' });
      await copy.push();
      await forge.mergeBase(repository, number);
      const head = await forge.getBranch(repository, branch);
      // By this it is known that nobody else has committed meanwhile.
      expect(await parentsOf(head!)).toEqual([ours, theirs]);
      expect(await read(head!)).toMatchObject({
        'a.txt': 'ours\n',
        'z.txt': 'z',
      });
      await copy.commit('main', { 'a.txt': 'theirs\n' });
      await copy.push();
      copy.remove();
      await expect(forge.mergeBase(repository, number)).rejects.toMatchObject(
        REFUSED,
      );
    }, 60_000);
  });
}
