/* eslint-disable jest/no-export -- part of forgeContract */
import type { Forge, ForgeRepository } from '../../../previews/forge';
import { FaultProxy, type Fault } from '../FaultProxy';
import type { ForgeWorld } from '../ForgeWorld';
import { WorkingCopy } from '../WorkingCopy';

/** Milliseconds that a request may take here. */
const TIMEOUT = 1_000;

const FAULTS: [string, Fault, string][] = [
  ['answers 404', { status: 404 }, 'not-found'],
  ['answers 401', { status: 401 }, 'unauthorized'],
  ['answers 403', { status: 403 }, 'forbidden'],
  ['answers 500', { status: 500, body: 'oops' }, 'unreachable'],
  ['answers 502 with a page', { status: 502, body: '<html>' }, 'unreachable'],
  ['answers 200 with a page', { status: 200, body: '<html>' }, 'unreachable'],
  ['answers 200 with nothing', { status: 200 }, 'unreachable'],
  ['answers 200 with null', { status: 200, body: 'null' }, 'unreachable'],
  ['answers 200 with {}', { status: 200, body: '{}' }, 'unreachable'],
  [
    'asks for patience',
    { status: 429, headers: { 'retry-after': '7' } },
    'rate-limited',
  ],
  [
    'sends us elsewhere',
    { status: 302, headers: { location: 'http://127.0.0.2:9/x' } },
    'refused',
  ],
  ['cuts answers', 'cuts-answers', 'unreachable'],
  ['resets connections', 'resets', 'unreachable'],
  ['hangs', 'hangs', 'unreachable'],
];

export function testFaults(world: () => ForgeWorld): void {
  describe('lists and faults', () => {
    let proxy: FaultProxy;
    let forge: Forge;
    let repository: ForgeRepository;
    const numbers: number[] = [];
    let number: number;
    let commit: string;

    beforeAll(async () => {
      proxy = await FaultProxy.before(world().url);
      forge = world().connect({ url: proxy.url, timeout: TIMEOUT });
      const fullName = await world().createRepository();
      repository = await forge.getRepository(fullName);
      const copy = await WorkingCopy.clone(world().remote(fullName));
      const names = Array.from(
        { length: world().largestPage + 3 },
        (_, index) => `b${index}`,
      );
      commit = await copy.commit('base', { 'deploy/a.yaml': 'a: 1\n' });
      await copy.branch(names);
      await copy.push();
      copy.remove();
      for (const branch of names) {
        numbers.push(
          await world().openPullRequest(fullName, { title: branch, branch }),
        );
      }
      number = numbers[0];
      await world().postStatus(fullName, commit, {
        context: 'ci/build',
        state: 'success',
        description: '',
      });
      await forge.putComment(
        { repository, number },
        { marker: '<!-- m -->', body: 'Ready' },
      );
    }, 300_000);

    afterAll(async () => {
      await proxy?.close();
    });

    const calls = (): Record<string, () => Promise<unknown>> => ({
      getRepository: () => forge.getRepository(repository.fullName),
      listOpenPullRequests: () => forge.listOpenPullRequests(repository),
      getPullRequest: () => forge.getPullRequest(repository, number),
      readFolder: () =>
        forge.readFolder(repository, { commit, path: 'deploy' }),
      listStatuses: () => forge.listStatuses(repository, commit),
      setStatus: () =>
        forge.setStatus(repository, commit, {
          context: 'fairway/preview',
          state: 'error',
          description: 'Never posted',
        }),
      putComment: () =>
        forge.putComment(
          { repository, number },
          { marker: '<!-- m -->', body: 'Never posted' },
        ),
    });

    const listed = async () =>
      (await forge.listOpenPullRequests(repository))
        .map(one => one.number)
        .sort((a, b) => a - b);

    it('all open pull requests are listed, however many pages they take', async () => {
      expect(await listed()).toEqual(numbers);
    });

    it.each(FAULTS)(
      'a forge that %s',
      async (_, fault, reason) => {
        proxy.set(fault);
        const began = Date.now();
        const outcomes = await Promise.allSettled(
          Object.values(calls()).map(call => call()),
        );
        expect(outcomes).toEqual(
          outcomes.map(() => ({
            status: 'rejected',
            reason: expect.objectContaining({ name: 'ForgeError', reason }),
          })),
        );
        expect(Date.now() - began).toBeLessThan(10 * TIMEOUT);
        for (const outcome of outcomes) {
          const { message, retryAfter } = (outcome as PromiseRejectedResult)
            .reason as Error & { retryAfter?: number };
          // Words for people: who, and what it was asked to.
          expect(message).toContain(forge.host);
          expect(message).not.toMatch(/html|token|authorization/i);
          expect(retryAfter).toBe(
            reason === 'rate-limited' ? 7_000 : undefined,
          );
        }
      },
      60_000,
    );

    it.each(FAULTS.map(([name, fault]) => [name, fault] as const))(
      'a forge that %s after the first page',
      async (_, fault) => {
        proxy.set(fault, 1);
        await expect(
          forge.listOpenPullRequests(repository),
        ).rejects.toMatchObject({ name: 'ForgeError' });
      },
      60_000,
    );

    it('a forge, or what is before it, that shortens lists', async () => {
      for (const spared of [0, 1]) {
        proxy.set('shortens-lists', spared);
        await expect(
          forge.listOpenPullRequests(repository),
        ).rejects.toMatchObject({ name: 'ForgeError', reason: 'unreachable' });
      }
      proxy.set('shortens-lists');
      await expect(
        forge.listStatuses(repository, commit),
      ).rejects.toMatchObject({ name: 'ForgeError' });
      proxy.set('shortens-lists');
      await expect(
        forge.readFolder(repository, { commit, path: 'deploy' }),
      ).rejects.toMatchObject({ name: 'ForgeError' });
      // One that is there but not listed is not made a second time.
      proxy.set('shortens-lists');
      await expect(calls().putComment()).rejects.toMatchObject({
        name: 'ForgeError',
      });
      expect(proxy.writes).toEqual([]);
    }, 60_000);

    it('left nothing behind', async () => {
      proxy.set(undefined);
      expect(await listed()).toEqual(numbers);
      expect(await forge.listStatuses(repository, commit)).toHaveLength(1);
      expect(
        await world().readComments(repository.fullName, number),
      ).toHaveLength(1);
    });

    it('a caller that has no time left', async () => {
      proxy.set('hangs');
      const stop = new AbortController();
      const waiting = forge.listOpenPullRequests(repository, {
        signal: stop.signal,
      });
      const why = new Error('The portal stops');
      setTimeout(() => stop.abort(why), 100);
      await expect(waiting).rejects.toBe(why);
    });
  });
}
