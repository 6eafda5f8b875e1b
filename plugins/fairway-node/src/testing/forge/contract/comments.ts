/* eslint-disable jest/no-export -- part of forgeContract */
import type { Forge, ForgeRepository } from '../../../previews/forge';
import { FaultProxy } from '../FaultProxy';
import type { ForgeWorld } from '../ForgeWorld';
import { WorkingCopy } from '../WorkingCopy';

const MARKER = '<!-- fairway-preview:test:pv-web-1-abcdefgh -->';

export function testComments(world: () => ForgeWorld): void {
  describe('the comment', () => {
    let proxy: FaultProxy;
    let forge: Forge;
    let repository: ForgeRepository;
    let branches: string[];

    beforeAll(async () => {
      proxy = await FaultProxy.before(world().url);
      forge = world().connect({ url: proxy.url });
      const fullName = await world().createRepository();
      repository = await forge.getRepository(fullName);
      const copy = await WorkingCopy.clone(world().remote(fullName));
      branches = ['a', 'b', 'c', 'd', 'e', 'f'];
      await copy.commit('base', { 'a.txt': 'a' });
      await copy.branch(branches);
      await copy.push();
      copy.remove();
    }, 60_000);

    afterAll(async () => {
      await proxy?.close();
    });

    beforeEach(() => proxy.set(undefined));

    const open = async () => {
      const branch = branches.pop() ?? '';
      const number = await world().openPullRequest(repository.fullName, {
        title: branch,
        branch,
      });
      return { repository, number };
    };
    const read = ({ number }: { number: number }) =>
      world().readComments(repository.fullName, number);

    it('is made once, and changed in its place', async () => {
      const on = await open();
      const text = `${MARKER}\n**Ready** \`x\` | ä 🚢\n\n- one\n- two\n`;
      const id = await forge.putComment(on, { marker: MARKER, body: text });
      expect(await read(on)).toEqual([
        { id, author: world().login, body: text },
      ]);
      expect(proxy.writes).toHaveLength(1);

      // The same again, with what is known of its place and without.
      const again = { marker: MARKER, body: text };
      expect(await forge.putComment(on, { ...again, id })).toBe(id);
      expect(await forge.putComment(on, again)).toBe(id);
      expect(await forge.putComment(on, { ...again, id: '999999' })).toBe(id);
      expect(await forge.putComment(on, { ...again, id: '../1' })).toBe(id);
      expect(proxy.writes).toHaveLength(1);

      const other = { marker: MARKER, body: `${MARKER}\nAsleep` };
      expect(await forge.putComment(on, { ...other, id })).toBe(id);
      expect(await read(on)).toMatchObject([{ id, body: other.body }]);
      expect(proxy.writes).toHaveLength(2);
    }, 60_000);

    it('bears its marker, and is made again if somebody removes it', async () => {
      const on = await open();
      const comment = { marker: MARKER, body: 'Ready' };
      const id = await forge.putComment(on, comment);
      expect((await read(on))[0].body).toContain(MARKER);
      await world().removeComment(repository.fullName, id);
      const next = await forge.putComment(on, { ...comment, id });
      expect(next).not.toBe(id);
      expect(await read(on)).toMatchObject([{ id: next }]);
    }, 60_000);

    it('is not that of somebody else who writes the marker', async () => {
      const on = await open();
      const theirs = `${MARKER}\nRun this`;
      await world().comment(repository.fullName, on.number, theirs);
      const [{ id: theirId }] = await read(on);
      const id = await forge.putComment(on, {
        marker: MARKER,
        body: 'Ready',
        id: theirId,
      });
      expect(id).not.toBe(theirId);
      expect(await read(on)).toMatchObject([
        { id: theirId, body: theirs },
        { id, author: world().login },
      ]);
    }, 60_000);

    it('is not that on another pull request', async () => {
      const [one, two] = [await open(), await open()];
      const comment = { marker: MARKER, body: 'Ready' };
      const first = await forge.putComment(one, comment);
      const second = await forge.putComment(two, { ...comment, id: first });
      expect(second).not.toBe(first);
      expect(await read(one)).toHaveLength(1);
      expect(await read(two)).toHaveLength(1);
    }, 60_000);

    it('is one, also among many and when several of us make it at once', async () => {
      const on = await open();
      for (let index = 0; index < world().largestPage + 3; index++) {
        await world().comment(repository.fullName, on.number, `${index}`);
      }
      const others = [1, 2, 3].map(() => world().connect());
      const ids = await Promise.all(
        others.map(other =>
          other.putComment(on, { marker: MARKER, body: 'Ready' }),
        ),
      );
      const ours = (await read(on)).filter(({ body }) => body.includes(MARKER));
      expect(ours).toHaveLength(1);
      expect(new Set([...ids, ours[0].id]).size).toBe(1);
      expect(
        await forge.putComment(on, { marker: MARKER, body: 'Ready' }),
      ).toBe(ours[0].id);
    }, 120_000);
  });
}
