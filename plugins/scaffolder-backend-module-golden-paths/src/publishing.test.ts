import {
  describeWithGitea,
  eventually,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import { rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { TestForge } from './__testUtils__/TestForge';
import { ADA, startActions, type TestActions } from './__testUtils__/testWorld';

jest.setTimeout(60_000);

const component = (name: string) =>
  stringify({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name },
    spec: { type: 'service', lifecycle: 'experimental', owner: 'shop' },
  });

describeWithGitea('publishing and registering', address => {
  let forge: TestForge;
  let world: TestActions;

  beforeAll(async () => {
    forge = await TestForge.open(address);
    world = await startActions({
      features: [(await import('@backstage/plugin-catalog-backend')).default],
      config: {
        integrations: forge.config,
        catalog: { rules: [{ allow: ['Component'] }] },
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

  const publish = (name: string, run: string, more: object = {}) =>
    world.run(
      'fairway:repository:publish',
      { repoUrl: forge.repoUrl(name), description: 'A cart', ...more },
      { task: run },
    );

  it('makes a repository once, however often the same run comes by', async () => {
    const first = await publish('cart', 'run-1');
    await rm(join(world.workspace, '.git'), { recursive: true });
    const again = await publish('cart', 'run-1');

    expect(again.outputs).toEqual(first.outputs);
    const commits = await forge.commits('cart');
    expect(commits).toMatchObject([
      {
        sha: first.outputs.commitHash,
        commit: {
          message:
            'initial commit\n\nFairway-Run: run-1\nFairway-Started-By: user:default/ada\n',
        },
      },
    ]);
    // As nobody said who may read it, only members may.
    expect(await forge.repository('cart')).toMatchObject({
      description: 'A cart',
      private: true,
    });
  });

  it.each([
    ['empty', 'Is being made by run run-2 of user:default/ada'],
    ['with another description', 'A cart'],
  ])('takes over none that a person made: %s', async (_, description) => {
    const name = `theirs-${description.length}`;
    await forge.make(name, { description });
    await expect(publish(name, 'run-3')).rejects.toThrow(
      /^repoUrl: .*theirs-\d+ on .* is there already; choose another name$/,
    );
    expect(await forge.repository(name)).toMatchObject({ description });
  });

  it('goes on where it was cut off after it made the repository', async () => {
    await forge.make('early', {
      description: 'Is being made by run run-4 of user:default/ada',
      default_branch: 'main',
    });
    await publish('early', 'run-4');
    expect(await forge.commits('early')).toHaveLength(1);
    expect((await forge.repository('early')).description).toBe('A cart');
  });

  it('goes on where it was cut off after the push', async () => {
    await publish('late', 'run-5');
    await forge.describe(
      'late',
      'Is being made by run run-5 of user:default/ada',
    );
    // The workspace of an attempt after a restart may hold what was committed.
    await publish('late', 'run-5');
    expect(await forge.commits('late')).toHaveLength(1);
    expect((await forge.repository('late')).description).toBe('A cart');
  });

  it('says that the owner is none, and makes nothing', async () => {
    await expect(
      world.run('fairway:repository:publish', {
        repoUrl: forge.repoUrl('cart', 'nobody-of-that-name'),
      }),
    ).rejects.toThrow(
      "repoUrl: owner 'nobody-of-that-name' is no organization on",
    );
  });

  it.each([
    ['git.example.org?owner=a&repo=b', /has no host 'git.example.org'/],
    ['x', /repoUrl: owner '' must consist/],
  ])('refuses %s by the name of the field', async (repoUrl, message) => {
    await expect(
      world.run('fairway:repository:publish', { repoUrl }),
    ).rejects.toThrow(message);
  });

  it('makes nothing in a dry run, and says what is in the way', async () => {
    const dry = (name: string) =>
      world.run(
        'fairway:repository:publish',
        { repoUrl: forge.repoUrl(name) },
        { isDryRun: true, task: 'run-6' },
      );
    const { outputs } = await dry('nothing');
    expect(outputs.remoteUrl).toMatch(/\/nothing\.git$/);
    expect(await forge.exists('nothing')).toBe(false);
    await expect(dry('cart')).rejects.toThrow('is there already');
  });

  it('keeps hostile words as they are, and shows everybody what it is told to', async () => {
    const description = `'"; rm -rf / # $(id) {{ x }} ä🚀`;
    await publish('words', 'run-7', {
      description,
      repoVisibility: 'public',
      gitCommitMessage: `${description}\n\nFairway-Run: run-1`,
    });
    expect(await forge.repository('words')).toMatchObject({
      description,
      private: false,
    });
    await expect(publish('words', 'run-8')).rejects.toThrow('is there already');
  });

  it('names the field where the forge is down', async () => {
    const port = await closedPort();
    const host = `localhost:${port}`;
    const down = await startActions({
      features: [],
      config: {
        integrations: {
          gitea: [
            {
              host,
              baseUrl: `http://${host}`,
              username: 'portal',
              password: 'secret-of-the-portal',
            },
          ],
        },
      },
    });
    const repoUrl = `${host}?owner=shop&repo=cart`;
    const failing = down.run('fairway:repository:publish', { repoUrl });
    await expect(failing).rejects.toThrow(
      /^repoUrl: localhost:\d+ cannot be asked to read shop\/cart: /,
    );
    await expect(failing).rejects.not.toThrow('secret-of-the-portal');
    const { outputs } = await down.run('fairway:names:check', { repoUrl });
    expect(outputs.findings).toMatchObject([
      { id: 'forge-unknown', severity: 'confirm', field: 'repoUrl' },
    ]);
    await down.stop();
  });

  it('registers once, and outputs the component', async () => {
    await world.write('catalog-info.yaml', component('basket'));
    await publish('basket', 'run-9');
    const register = () =>
      world.run('fairway:catalog:register', {
        catalogInfoUrl: forge.catalogInfoUrl('basket'),
      });
    const first = await register();
    const again = await register();
    expect(first.outputs.entityRef).toBe('component:default/basket');
    expect(again.outputs).toEqual(first.outputs);
    expect(first.log.join()).toContain('was registered');
    expect(again.log.join()).toContain('is registered already');
  });

  it('says that a name is taken, in the catalog and in the forge', async () => {
    const check = (more: object) =>
      world.run('fairway:names:check', {
        entities: ['component:default/basket'],
        repoUrl: forge.repoUrl('basket-2'),
        fields: { name: 'serviceName' },
        ...more,
      });
    // The catalog reads what was registered a moment later.
    await eventually(
      () =>
        expect(check({})).rejects.toThrow(
          /^serviceName: component:default\/basket is in the catalog already, from url:.*; choose another name$/,
        ),
      40_000,
    );
    await expect(
      check({ entities: [], repoUrl: forge.repoUrl('cart') }),
    ).rejects.toThrow(/^repoUrl: .*\/cart on .* is there already/);
    await expect(
      check({ entities: ['component:default/free'] }),
    ).resolves.toMatchObject({ outputs: { findings: [] } });

    await world.write('catalog-info.yaml', component('basket'));
    await publish('basket-3', 'run-10');
    await expect(
      world.run('fairway:catalog:register', {
        catalogInfoUrl: forge.catalogInfoUrl('basket-3'),
      }),
    ).rejects.toThrow(
      /^name: in the catalog there is already component:default\/basket, from url:.*basket\/src.*Nothing was registered/,
    );
  });

  it('says what a run has made, and takes it away again', async () => {
    await world.write('catalog-info.yaml', component('gone'));
    await publish('gone', 'run-20');
    await world.run('fairway:catalog:register', {
      catalogInfoUrl: forge.catalogInfoUrl('gone'),
    });
    const repoUrl = forge.repoUrl('gone');
    const report = async (task: string) =>
      (await world.run('fairway:run:report', { repoUrl }, { task })).outputs
        .made;
    const undo = (run: string, more: object = {}) =>
      world.run('fairway:run:undo', { repoUrl, run }, more);

    expect(await report('run-21')).toEqual([]);
    expect(await report('run-20')).toMatchObject([
      { what: 'location' },
      { what: 'repository' },
    ]);
    // Neither of another run, nor in a dry run.
    expect((await undo('run-21')).outputs.removed).toEqual([]);
    await undo('run-20', { isDryRun: true });
    expect(await forge.exists('gone')).toBe(true);

    const { outputs } = await undo('run-20');
    expect(outputs.removed).toHaveLength(2);
    expect(await forge.exists('gone')).toBe(false);
    expect((await undo('run-20')).outputs).toEqual({
      removed: [],
      kept: [],
      byHand: [],
    });
  });

  it('takes nothing away once somebody has worked in the repository', async () => {
    await publish('worked', 'run-22');
    await forge.commit('worked', 'more.txt');
    await expect(
      world.run('fairway:run:undo', {
        repoUrl: forge.repoUrl('worked'),
        run: 'run-22',
      }),
    ).rejects.toThrow(
      /^Not removed: repository .*\/worked on .*: somebody has worked in it since$/,
    );
    expect(await forge.exists('worked')).toBe(true);
  });

  it.each<[string, (name: string) => Promise<void>]>([
    ['was squashed', name => forge.squash(name)],
    [
      'has more commits than are looked at',
      async name => {
        for (let turn = 0; turn < 51; turn++) {
          await forge.commit(name, `${turn}.txt`);
        }
      },
    ],
  ])('takes nothing away of a repository that %s', async (title, change) => {
    const name = `long-${title.length}`;
    const run = `run-of-${name}`;
    await publish(name, run);
    await change(name);
    const repoUrl = forge.repoUrl(name);
    const { outputs } = await world.run('fairway:run:undo', { repoUrl, run });
    expect(outputs).toEqual({
      removed: [],
      kept: [],
      byHand: [],
    });
    expect(await forge.exists(name)).toBe(true);
  });

  it('leaves an audit event of each step, with nothing that was typed in', async () => {
    world.audit.length = 0;
    await publish('audited', 'run-11', { description: 'Not for the log' });
    await publish('cart', 'run-12').catch(() => undefined);
    expect(world.audit).toMatchObject([
      {
        eventId: 'golden-path-step',
        end: 'success',
        meta: {
          actionType: 'fairway:repository:publish',
          actor: ADA,
          task: 'run-11',
          template: 'template:default/web',
          repoUrl: forge.repoUrl('audited'),
        },
      },
      { end: 'fail', meta: { task: 'run-12' } },
    ]);
    expect(JSON.stringify(world.audit)).not.toContain('Not for the log');
  });
});

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}
