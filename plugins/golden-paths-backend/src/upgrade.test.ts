import { mockCredentials } from '@backstage/backend-test-utils';
import { describeWithGitea } from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import request from 'supertest';
import {
  refOf,
  startUpgradeWorld,
  type UpgradeWorld,
} from './__testUtils__/upgradeWorld';

jest.setTimeout(120_000);

const HOSTILE = '<img src=x> @all `$(id)`.md';

describeWithGitea('upgrades', address => {
  let world: UpgradeWorld;

  beforeAll(async () => {
    world = await startUpgradeWorld({
      address,
      components: [
        ...['plain', 'edited', 'lost', 'squashed', 'foreign', 'gone'],
        ...['victim', 'grown', 'twice', 'large'],
      ],
      // Whoever registered it says that its source is that of another.
      registeredFrom: { victim: 'plain' },
      goldenPaths: { fallbackOwner: 'user:default/ada' },
    });
    // The portal sees the template at each version, as it does every few minutes.
    await world.run('notices');
  }, 120_000);

  afterAll(() => world?.stop(), 60_000);

  const make = (name: string, values?: object) => world.made(name, values);

  const become = async (version: string) => {
    world.template.become(version);
    await world.run('notices');
  };

  it('says that a component is up to date, and which it is', async () => {
    world.template.become('1.0.0');
    await make('plain', { port: 9090 });
    expect(await world.status('plain')).toMatchObject({
      state: 'up-to-date',
      template: 'template:default/tiny',
      templateTitle: 'Tiny service',
      version: '1.0.0',
      latest: '1.0.0',
      behind: 0,
      repository: { name: `${world.forge.organization}/plain` },
      mayUpgrade: true,
    });
    const { body } = await world.upgrade('plain');
    expect(body).toMatchObject({ outcome: 'up-to-date' });
  });

  it('tells how many versions it is behind, and what they changed', async () => {
    await become('1.2.0');
    expect(await world.status('plain')).toMatchObject({
      state: 'behind',
      version: '1.0.0',
      latest: '1.2.0',
      behind: 2,
      changes: [
        { version: '1.2.0', changes: ['base image'] },
        { version: '1.1.0', changes: ['probes'] },
      ],
    });
  });

  it('plans without writing, and refuses what was planned of another state', async () => {
    const { body: plan } = await world.post(
      '/component/upgrade/plan',
      refOf('plain'),
    );
    expect(plan).toMatchObject({
      from: '1.0.0',
      to: '1.2.0',
      conflicts: [],
      noop: false,
      files: expect.arrayContaining([
        { kind: 'updated', path: 'Dockerfile' },
        { kind: 'added', path: 'SECURITY.md' },
        { kind: 'deleted', path: 'old.txt' },
        { kind: 'updated', path: '.fairway/golden-path.yaml' },
      ]),
    });
    expect(await world.forge.pullRequests('plain')).toEqual([]);
    const { status, body } = await world.post('/component/upgrade', {
      ...{ ...refOf('plain'), reason: 'New probes', version: 'another' },
    });
    expect([status, body.error.message]).toEqual([
      409,
      expect.stringContaining('Changed since you reviewed it'),
    ]);
    expect(await world.forge.pullRequests('plain')).toEqual([]);
  });

  it('opens one pull request, however often it is asked', async () => {
    const { body } = await world.upgrade('plain');
    expect(body).toMatchObject({
      outcome: 'opened',
      pullRequest: { conflicts: 0 },
    });
    const { body: again } = await world.upgrade('plain');
    expect(again).toMatchObject({
      outcome: 'unchanged',
      pullRequest: { number: body.pullRequest.number },
    });
    const [open, ...more] = await world.forge.pullRequests('plain');
    expect(more).toEqual([]);
    expect(open.title).toBe('Upgrade golden path tiny to 1.2.0');
    expect(open.body).toContain('- `1.1.0`: `probes`');
    const branch = open.head.ref;
    expect(await world.forge.file('plain', 'Dockerfile', branch)).toContain(
      'node:24',
    );
    expect(await world.forge.file('plain', 'deploy/app.yaml', branch)).toBe(
      'name: plain\nport: 9090\nprobes:\n  period: 12\n  path: /health\nreplicas: 2\n',
    );
    expect(await world.forge.file('plain', 'old.txt', branch)).toBeUndefined();
    expect(await world.status('plain')).toMatchObject({
      state: 'pull-request',
      pullRequest: { number: open.number, conflicts: 0 },
    });
    const upgraded = world.audit.filter(
      ({ eventId, outcome }) =>
        eventId === 'golden-path-upgrade' && outcome === 'succeeded',
    );
    expect(upgraded.at(-2)?.meta).toMatchObject({
      actor: 'user:default/ada',
      reason: 'New probes',
      before: '1.0.0',
      after: '1.2.0',
      outcome: 'opened',
    });
  });

  it('brings the open one up to date when the default branch moves', async () => {
    const copy = await world.clone('plain');
    await copy.commit('main', { 'mine.txt': 'mine\n' });
    await copy.push();
    copy.remove();
    const { body } = await world.upgrade('plain');
    expect(body.outcome).toBe('updated');
    const [open, ...more] = await world.forge.pullRequests('plain');
    expect(more).toEqual([]);
    expect(await world.forge.file('plain', 'mine.txt', open.head.ref)).toBe(
      'mine\n',
    );
    const { body: again } = await world.upgrade('plain');
    expect(again.outcome).toBe('unchanged');
  });

  it('leaves alone what somebody committed to it', async () => {
    const [{ head }] = await world.forge.pullRequests('plain');
    const copy = await world.clone('plain');
    await copy.commit(
      head.ref,
      { Dockerfile: 'FROM mine\n' },
      `origin/${head.ref}`,
    );
    await copy.push();
    copy.remove();
    const { body } = await world.upgrade('plain');
    expect(body).toMatchObject({
      outcome: 'unchanged',
      message: expect.stringContaining('Somebody has committed'),
    });
    expect(await world.forge.file('plain', 'Dockerfile', head.ref)).toBe(
      'FROM mine\n',
    );
  });

  it('is done when it is merged', async () => {
    const [{ number }] = await world.forge.pullRequests('plain');
    await world.forge.merge('plain', number);
    expect(await world.status('plain')).toMatchObject({
      state: 'up-to-date',
      version: '1.2.0',
    });
  });

  it('keeps what somebody did, marks what both changed, and lists it safely', async () => {
    await become('1.0.0');
    await make('edited');
    const copy = await world.clone('edited');
    await copy.commit('main', {
      'README.md': '# edited\n\nOur own words.\n',
      'deploy/app.yaml':
        'name: edited\nport: 8080\nprobes:\n  period: 99\n  path: /health\nreplicas: 5\n',
      [HOSTILE]: 'ours\n',
      'bytes.bin': new Uint8Array([0, 1, 2]),
    });
    await copy.push();
    copy.remove();
    await become('1.2.0');
    const { body } = await world.upgrade('edited');
    expect(body).toMatchObject({
      outcome: 'opened',
      pullRequest: { conflicts: 1 },
    });
    const [{ head, body: text }] = await world.forge.pullRequests('edited');
    const read = (path: string) => world.forge.file('edited', path, head.ref);
    expect(await read('README.md')).toContain('Our own words.');
    expect(await read(HOSTILE)).toBe('ours\n');
    expect(await read('deploy/app.yaml')).toBe(
      'name: edited\nport: 8080\nprobes:\n<<<<<<< repository\n  period: 99\n=======\n  period: 12\n>>>>>>> template 1.2.0\n  path: /health\nreplicas: 5\n',
    );
    expect(text).toContain('### To be decided (1)');
    expect(text).toContain('- `deploy/app.yaml`: Both changed the same lines');
    expect(await world.status('edited')).toMatchObject({
      pullRequest: { conflicts: 1 },
    });
  });

  it('opens another one when the first was closed', async () => {
    const [{ number, head }] = await world.forge.pullRequests('edited');
    await world.forge.close('edited', number);
    const { body } = await world.upgrade('edited');
    expect(body.outcome).toBe('opened');
    const [open, ...more] = await world.forge.pullRequests('edited');
    expect(more).toEqual([]);
    expect(open.number).not.toBe(number);
    expect(head.ref).toBe('fairway/golden-path-1.2.0');
  });

  it('finds what the template made then in the repository, if the template is lost', async () => {
    await become('1.0.0');
    await make('lost');
    const copy = await world.clone('lost');
    await copy.commit('main', { 'README.md': '# lost\n\nMine.\n' });
    await copy.push();
    copy.remove();
    await become('1.1.0');
    // Somebody rewrites the template under the same version.
    await world.forget('1.0.0');
    const { body } = await world.upgrade('lost');
    expect(body).toMatchObject({ outcome: 'opened' });
    const [{ head }] = await world.forge.pullRequests('lost');
    expect(await world.forge.file('lost', 'README.md', head.ref)).toContain(
      'Mine.',
    );
  });

  it('refuses to guess where nobody knows what the template made', async () => {
    await world.forge.create('squashed');
    const copy = await world.clone('squashed');
    await copy.commit('main', {
      '.fairway/golden-path.yaml': [
        'kind: GoldenPath',
        'template: { ref: template:default/tiny, version: 1.0.0 }',
        'base: { digest: sha256:0 }',
        'parameters: { name: squashed, repoUrl: example.com }',
      ].join('\n'),
    });
    await copy.push();
    copy.remove();
    const { status, body } = await world.upgrade('squashed');
    expect(status).toBe(409);
    expect(body.error.message).toContain('cannot be made again');
    expect(await world.forge.pullRequests('squashed')).toEqual([]);
  });

  it('says what it does not know: no record, no repository, a record that is none', async () => {
    await world.forge.create('foreign');
    expect(await world.status('foreign')).toMatchObject({
      state: 'no-record',
      message: expect.stringContaining('came by no golden path'),
    });
    expect(await world.status('gone')).toMatchObject({
      state: 'unknown',
      message: expect.stringContaining('answered 404'),
    });
    const copy = await world.clone('foreign');
    await copy.commit('main', {
      '.fairway/golden-path.yaml': 'kind: GoldenPath\ntemplate: { ref: 7 }\n',
    });
    await copy.push();
    copy.remove();
    expect(await world.status('foreign')).toMatchObject({
      state: 'unknown',
      message: expect.stringContaining('template.ref'),
    });
  });

  it('opens one pull request, whoever asks at the same time', async () => {
    await become('1.0.0');
    await make('twice');
    await become('1.2.0');
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => world.upgrade('twice')),
    );
    expect(answers.map(({ body }) => body.outcome).sort()).toEqual([
      'opened',
      ...['unchanged', 'unchanged', 'unchanged'],
    ]);
    expect(await world.forge.pullRequests('twice')).toHaveLength(1);
    expect(await world.forge.branches('twice')).toHaveLength(2);
  });

  it('names the one of an older version of which it takes the place', async () => {
    await become('2.0.0');
    const [older] = await world.forge.pullRequests('twice');
    const { body } = await world.upgrade('twice', { zone: 'eu' });
    expect(body.message).toContain(`takes the place of #${older.number}`);
    const all = await world.forge.pullRequests('twice');
    const newer = all.find(({ number }) => number !== older.number);
    expect(newer?.body).toContain(`It takes the place of #${older.number}`);
  });

  it('asks for what the record lacks, and records what it is told', async () => {
    await become('1.0.0');
    await make('grown');
    await become('2.0.0');
    expect(await world.status('grown')).toMatchObject({
      missing: [
        { name: 'zone', title: 'Zone', type: 'string', options: ['eu', 'us'] },
      ],
    });
    const told = async (parameters?: object) => {
      const { status, body } = await world.upgrade('grown', parameters);
      return [status, body.error?.message ?? body.outcome];
    };
    expect(await told()).toEqual([
      400,
      expect.stringContaining('say parameters.zone (one of eu, us)'),
    ]);
    expect(await told({ zone: 'moon' })).toEqual([
      400,
      expect.stringContaining('zone'),
    ]);
    expect(await told({ zone: 'eu', name: 'other' })).toEqual([
      400,
      expect.stringContaining('parameters.name: the record'),
    ]);
    expect(await world.forge.pullRequests('grown')).toEqual([]);
    expect(await told({ zone: 'eu' })).toEqual([200, 'opened']);
    // Whoever asks again need not say it again, and may say otherwise.
    expect(await told()).toEqual([200, 'unchanged']);
    expect(await told({ zone: 'us' })).toEqual([200, 'updated']);
    const [{ head, number, body }] = await world.forge.pullRequests('grown');
    expect(
      await world.forge.file('grown', '.fairway/golden-path.yaml', head.ref),
    ).toContain('zone: us');
    expect(body).toContain('### To be marked by Git (1)');
    expect(body).toContain('- `git update-index --chmod=+x` `run.sh`');
    await world.forge.merge('grown', number);
    expect(await world.status('grown')).toMatchObject({ state: 'up-to-date' });
    expect(await world.status('grown')).not.toHaveProperty('missing');
  });

  it('upgrades a large repository, and follows what was moved in it', async () => {
    await become('1.0.0');
    await make('large');
    const copy = await world.clone('large');
    const app = 'name: large\nport: 8080\nprobes:\n';
    await copy.commit('main', {
      ...Object.fromEntries(
        Array.from({ length: 2_500 }, (_, i) => [
          `own/${i % 50}/${i}.txt`,
          `mine ${i}\n`,
        ]),
      ),
      'README.md': { executable: '# large\n\nMade by us.\n' },
      'k8s/app.yaml': `${app}  period: 10\n  path: /health\nreplicas: 7\n`,
      'deploy/app.yaml': null,
      'link.txt': { linkTo: 'README.md' },
      'logo.png': new Uint8Array([137, 80, 0, 255]),
    });
    await copy.push();
    const before = await copy.entries('main');
    await become('2.0.0');
    const { body } = await world.upgrade('large', { zone: 'eu' });
    expect(body).toMatchObject({
      outcome: 'opened',
      pullRequest: { conflicts: 0 },
    });
    const [{ head }] = await world.forge.pullRequests('large');
    const read = (path: string) => world.forge.file('large', path, head.ref);
    expect(await read('k8s/app.yaml')).toBe(
      `${app}  period: 12\n  path: /health\nreplicas: 7\n`,
    );
    expect(await read('k8s/pdb.yaml')).toBe('kind: PodDisruptionBudget\n');
    expect(await read('deploy/pdb.yaml')).toBeUndefined();
    const after = await copy.entries(head.ref);
    copy.remove();
    const gone = Object.keys(before).filter(
      path => before[path] !== after[path],
    );
    // By mode and content: what nobody touched is as it was.
    expect(gone.sort()).toEqual([
      ...['.fairway/golden-path.yaml', 'Dockerfile', 'k8s/app.yaml'],
      'old.txt',
    ]);
  });

  it('writes into no repository from which a component was not registered', async () => {
    await become('1.0.0');
    await make('victim');
    await become('1.2.0');
    expect(await world.status('victim')).toMatchObject({
      state: 'no-record',
      message: expect.stringContaining('only that is upgraded from which'),
    });
    const { body: plan } = await world.post(
      '/component/upgrade/plan',
      refOf('victim'),
    );
    expect(plan.error.message).toContain('was registered from');
    const { status } = await world.upgrade('victim');
    expect(status).toBe(404);
    expect(await world.forge.pullRequests('victim')).toEqual([]);
    expect(await world.forge.branches('victim')).toEqual(['main']);
  });

  it('lets nobody in without permission, nor anybody without a name', async () => {
    world.denied.add('golden-path.component.upgrade');
    expect(await world.status('plain')).toMatchObject({ mayUpgrade: false });
    const { status, body } = await world.upgrade('plain');
    expect(status).toBe(403);
    expect(body.error.message).toContain('golden-path.component.upgrade');
    world.denied.add('golden-path.component.read');
    expect((await world.get('/component', refOf('plain'))).status).toBe(403);
    world.denied.clear();
    const { status: anonymous } = await request(world.server)
      .get('/api/golden-paths/v1/component')
      .query(refOf('plain'))
      .set('Authorization', mockCredentials.none.header());
    expect(anonymous).not.toBe(200);
    const { status: odd, body: why } = await world.get('/component', {
      entityRef: 'user:default/ada',
    });
    expect([odd, why.error.message]).toEqual([
      400,
      expect.stringContaining('entityRef'),
    ]);
  });

  it('tells owners once of each version, also over a restart', async () => {
    await become('1.2.0');
    const before = world.sent.length;
    await world.run('notices');
    await world.restart();
    await world.run('notices');
    expect(world.sent).toHaveLength(before);
    // Of all ten together, each of those whom it concerns.
    const scope = 'golden-path:template:default/tiny:1.2.0';
    const all = world.sent.filter(({ payload }) =>
      payload.scope?.startsWith(scope),
    );
    expect(all).toEqual(
      ['bob', 'ada'].map(name => ({
        recipients: { type: 'entity', entityRef: `user:default/${name}` },
        payload: expect.objectContaining({
          title: '10 components are behind Tiny service 1.2.0',
          description: expect.stringContaining(
            'gone is 2 versions behind: base image, probes',
          ),
          scope: `${scope}:user:default/${name}`,
        }),
      })),
    );
  });

  it('tells of one that comes later together with the others', async () => {
    const before = world.sent.length;
    await world.overlook('gone');
    await world.run('notices');
    await world.run('notices');
    expect(
      world.sent
        .slice(before)
        .map(({ payload }) => [payload.title, payload.scope]),
    ).toEqual(
      ['bob', 'ada'].map(name => [
        '10 components are behind Tiny service 1.2.0',
        `golden-path:template:default/tiny:1.2.0:user:default/${name}`,
      ]),
    );
  });
});
