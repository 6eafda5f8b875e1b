/* eslint-disable jest/no-export -- part of forgeContract */
import type { Forge, ForgeRepository } from '../../../previews/forge';
import type { ForgeWorld } from '../ForgeWorld';
import { WorkingCopy } from '../WorkingCopy';

const DEPLOYMENT = 'kind: Deployment # Ähre 🚢\n';

export function testFolders(world: () => ForgeWorld): void {
  describe('folders', () => {
    let forge: Forge;
    let repository: ForgeRepository;
    let copy: WorkingCopy;

    beforeAll(async () => {
      forge = world().connect();
      repository = await forge.getRepository(await world().createRepository());
      copy = await WorkingCopy.clone(world().remote(repository.fullName));
    }, 60_000);

    afterAll(() => copy?.remove());

    const push = async (...args: Parameters<WorkingCopy['commit']>) => {
      const commit = await copy.commit(...args);
      await copy.push();
      return commit;
    };

    it('reads the text in it, as it is at the commit, and nothing else', async () => {
      const commit = await push('tree', {
        'deploy/web/deployment.yaml': DEPLOYMENT,
        'deploy/empty.yaml': '',
        'deploy/web/windows.yaml': 'a: 1\r\n',
        'deploy/web/with bom.yaml': '\uFEFFa: 1\n',
        'deploy/odd #1?%20 &ü.yaml': 'odd: true\n',
        'deploy/logo.png': new Uint8Array([137, 80, 78, 71, 0, 1]),
        'deploy/latin1.yaml': new Uint8Array([0x61, 0xe4, 0x0a]),
        'deploy/passwd': { linkTo: '/etc/passwd' },
        'deploy/others': { linkTo: '../src' },
        'src/main.go': 'package main\n',
        'deployment.md': 'no folder\n',
      });
      await push('tree', { 'deploy/later.yaml': 'later: true\n' });
      const files = await forge.readFolder(repository, {
        commit,
        path: 'deploy',
      });
      expect(
        Object.fromEntries(files.map(({ path, content }) => [path, content])),
      ).toEqual({
        'deploy/web/deployment.yaml': DEPLOYMENT,
        'deploy/empty.yaml': '',
        'deploy/web/windows.yaml': 'a: 1\r\n',
        'deploy/web/with bom.yaml': '\uFEFFa: 1\n',
        'deploy/odd #1?%20 &ü.yaml': 'odd: true\n',
      });
      const below = await forge.readFolder(repository, {
        commit,
        path: './deploy/web/',
      });
      expect(below.map(({ path }) => path)).toContain(
        'deploy/web/deployment.yaml',
      );
      const whole = await forge.readFolder(repository, { commit, path: '' });
      expect(whole.map(({ path }) => path)).toContain('src/main.go');
    }, 60_000);

    it('reads what is there, whatever the branch says of archives', async () => {
      const commit = await push('attributes', {
        '.gitattributes': 'deploy/* export-ignore\nkept/* export-subst\n',
        'deploy/a.yaml': 'a: 1\n',
        'kept/b.yaml': 'b: $Format:%H$\n',
      });
      expect(
        await forge.readFolder(repository, { commit, path: 'deploy' }),
      ).toEqual([{ path: 'deploy/a.yaml', content: 'a: 1\n' }]);
      expect(
        await forge.readFolder(repository, { commit, path: 'kept' }),
      ).toEqual([{ path: 'kept/b.yaml', content: 'b: $Format:%H$\n' }]);
    }, 60_000);

    it.each(['../deploy', '/deploy', 'deploy/../../x', 'deploy\\..\\x'])(
      'refuses the path %p',
      async path => {
        await expect(
          forge.readFolder(repository, { commit: 'main', path }),
        ).rejects.toMatchObject({ name: 'ForgeError', reason: 'refused' });
      },
    );

    it('says that there is no such folder, or no such commit', async () => {
      const commit = await push('links', {
        elsewhere: { linkTo: 'deploy' },
        'a.yaml': 'a: 1\n',
      });
      const missing = { name: 'ForgeError', reason: 'not-found' };
      for (const path of ['none', 'none/at/all', 'a.yaml', 'elsewhere']) {
        await expect(
          forge.readFolder(repository, { commit, path }),
        ).rejects.toMatchObject(missing);
      }
      await expect(
        forge.readFolder(repository, {
          commit: 'e'.repeat(40),
          path: 'deploy',
        }),
      ).rejects.toMatchObject(missing);
    }, 60_000);

    it('refuses what is too much', async () => {
      const files = Object.fromEntries(
        Array.from({ length: 501 }, (_, index) => [
          `many/${index}.yaml`,
          `n: ${index}\n`,
        ]),
      );
      const many = await push('many', files);
      await expect(
        forge.readFolder(repository, { commit: many, path: 'many' }),
      ).rejects.toMatchObject({
        reason: 'refused',
        message: expect.stringContaining('501'),
      });
      const large = await push('large', {
        'large/a.yaml': 'a'.repeat(5_000_001),
      });
      await expect(
        forge.readFolder(repository, { commit: large, path: 'large' }),
      ).rejects.toMatchObject({
        reason: 'refused',
        message: expect.stringContaining('5000001'),
      });
    }, 60_000);

    it('reads as many as are allowed, over all pages', async () => {
      const files = Object.fromEntries(
        Array.from({ length: 500 }, (_, index) => [
          `full/${index % 10}/${index}.yaml`,
          `n: ${index}\n`,
        ]),
      );
      const commit = await push('full', files);
      const read = await forge.readFolder(repository, { commit, path: 'full' });
      expect(
        Object.fromEntries(read.map(({ path, content }) => [path, content])),
      ).toEqual(files);
    }, 60_000);
  });
}
