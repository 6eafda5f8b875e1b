import type {
  Campaign,
  CampaignsView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { describeWithGitea } from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import { Gate } from './__testUtils__/Gate';
import {
  refOf,
  startUpgradeWorld,
  type UpgradeWorld,
} from './__testUtils__/upgradeWorld';

jest.setTimeout(120_000);

const TEMPLATE = 'template:default/tiny';

describeWithGitea('campaigns', address => {
  let world: UpgradeWorld;

  beforeAll(async () => {
    world = await startUpgradeWorld({
      address,
      components: ['one', 'three', 'two'],
      goldenPaths: { campaigns: { perMinute: 2 } },
    });
    await world.made('one');
    await world.made('two');
    await world.run('notices');
    world.template.become('1.1.0');
  }, 120_000);

  afterAll(() => world?.stop(), 60_000);

  const list = async (): Promise<CampaignsView> =>
    (await world.get('/campaigns')).body;
  const only = async (): Promise<Campaign> => (await list()).campaigns[0];
  const states = async () =>
    (await only()).items.map(({ entityRef, state }) => [
      entityRef.split('/')[1],
      state,
    ]);
  const change = async (to: string) => {
    const { id } = await only();
    return world.post('/campaigns/change', { id, to, reason: 'A test' });
  };

  it('is refused to whoever lacks the permission', async () => {
    world.denied.add('golden-path.campaign');
    const start = { template: TEMPLATE, reason: 'A test' };
    expect((await world.get('/campaigns')).status).toBe(403);
    expect((await world.post('/campaigns', start)).status).toBe(403);
    expect(
      (
        await world.post('/campaigns/change', {
          id: '6f0c5d2e-58f5-4f0e-9a65-0a1b2c3d4e5f',
          ...{ to: 'stopped', reason: 'A test' },
        })
      ).status,
    ).toBe(403);
    world.denied.clear();
    // Nor does it go unnoticed.
    expect(
      world.audit
        .filter(({ eventId }) => eventId === 'golden-path-campaign')
        .map(({ outcome, meta }) => [outcome, meta.actionType, meta.actor]),
    ).toEqual(
      ['start', 'stopped'].map(verb => ['failed', verb, 'user:default/ada']),
    );
  });

  it('begins with all that are behind, one campaign a template', async () => {
    expect((await list()).templates).toEqual([
      {
        template: TEMPLATE,
        title: 'Tiny service',
        latest: '1.1.0',
        components: 3,
        behind: 3,
      },
    ]);
    const start = { template: TEMPLATE, reason: 'A test' };
    expect((await world.post('/campaigns', start)).status).toBe(200);
    expect((await world.post('/campaigns', start)).status).toBe(409);
    expect(await states()).toEqual([
      ['one', 'waiting'],
      ['three', 'waiting'],
      ['two', 'waiting'],
    ]);
  });

  it('does one after the other, and says why one failed', async () => {
    await world.run('campaigns');
    await world.run('campaigns');
    expect(await states()).toEqual([
      ['one', 'opened'],
      ['three', 'failed'],
      ['two', 'waiting'],
    ]);
    const { items } = await only();
    expect(items[0].url).toContain('/one/pulls/1');
    expect(items[1].reason).toContain('answered 404');
    expect(await only()).toMatchObject({
      ...{ createdBy: 'user:default/ada', reason: 'A test' },
    });
    const [{ body }] = await world.forge.pullRequests('one');
    expect(body).toContain('by `user:default/ada`: `A test`');
    expect(
      world.audit.find(({ meta }) => meta.name === refOf('one').entityRef),
    ).toMatchObject({
      ...{ eventId: 'golden-path-upgrade', outcome: 'succeeded' },
      meta: {
        actor: 'user:default/ada',
        reason: `Campaign ${(await only()).id} of ${TEMPLATE}: A test`,
        pullRequest: items[0].url,
      },
    });
  });

  it('begins no more in a minute than it may', async () => {
    await world.run('campaigns');
    expect((await states())[2]).toEqual(['two', 'waiting']);
  });

  it('waits while it is paused, and goes on after a restart', async () => {
    expect((await change('paused')).body.state).toBe('paused');
    await world.minuteLater();
    await world.run('campaigns');
    expect((await states())[2]).toEqual(['two', 'waiting']);
    await world.restart();
    expect((await change('running')).body.state).toBe('running');
    await world.run('campaigns');
    expect((await states())[2]).toEqual(['two', 'opened']);
    await world.run('campaigns');
    expect((await only()).state).toBe('done');
    expect((await change('running')).status).toBe(409);
    expect(await world.forge.pullRequests('two')).toHaveLength(1);
    expect(await world.forge.pullRequests('one')).toHaveLength(1);
  });

  it('tries again what failed', async () => {
    expect((await change('retry')).body).toMatchObject({
      state: 'running',
      items: [{ state: 'opened' }, { state: 'waiting' }, { state: 'opened' }],
    });
    await world.minuteLater();
    await world.run('campaigns');
    expect((await states())[1]).toEqual(['three', 'failed']);
    expect((await only()).state).toBe('done');
  });

  it('is stopped for good', async () => {
    await world.post('/campaigns', { template: TEMPLATE, reason: 'A test' });
    expect((await change('stopped')).body.state).toBe('stopped');
    expect((await change('running')).status).toBe(409);
    await world.run('campaigns');
    expect((await states())[0]).toEqual(['one', 'waiting']);
    expect(
      world.audit
        .filter(({ eventId }) => eventId === 'golden-path-campaign')
        .map(({ outcome, meta }) => [outcome, meta.actionType]),
    ).toContainEqual(['succeeded', 'stopped']);
  });

  it('can be upgraded one by one by an action, too', async () => {
    const call = (dryRun: boolean) =>
      world.registry.invoke({
        id: 'test:upgrade-component',
        input: { ...refOf('one'), reason: 'A test', acknowledged: [], dryRun },
        credentials: world.credentials('ada'),
      });
    const { output: planned } = await call(true);
    expect(planned).toMatchObject({ plan: { to: '1.1.0', noop: false } });
    const { output: done } = await call(false);
    expect(done).toMatchObject({ result: { outcome: 'unchanged' } });
  });
});

describeWithGitea('a campaign', address => {
  let gate: Gate;
  let world: UpgradeWorld;

  beforeAll(async () => {
    gate = await Gate.to(address);
    world = await startUpgradeWorld({
      address: gate.address,
      components: ['one', 'two'],
    });
    await world.made('one');
    await world.made('two');
    await world.run('notices');
    world.template.become('1.1.0');
  }, 120_000);

  afterAll(async () => {
    await world?.stop();
    await gate?.shut();
  }, 60_000);

  const newest = async (): Promise<Campaign> =>
    (await world.get('/campaigns')).body.campaigns[0];
  const states = async () => (await newest()).items.map(({ state }) => state);
  const start = async () => {
    const input = { template: TEMPLATE, reason: 'A test' };
    expect((await world.post('/campaigns', input)).status).toBe(200);
  };
  const step = async () => {
    await world.minuteLater();
    await world.run('campaigns');
  };

  it('waits for a forge that is down, and burns nobody', async () => {
    await start();
    await gate.shut();
    await world.run('campaigns');
    // It is not asked again at once.
    await world.run('campaigns');
    const held = await newest();
    expect(held).toMatchObject({
      state: 'running',
      items: [{ state: 'waiting', tries: 1 }, { state: 'waiting' }],
    });
    expect(held.waitsFor).toContain(held.items[0].reason);
    const wait = Date.parse(held.waitsUntil!) - Date.parse(held.items[0].at!);
    expect(wait).toBeGreaterThanOrEqual(60_000);
    await step();
    expect((await newest()).items).toMatchObject([{ tries: 1 }, { tries: 1 }]);
    await gate.open();
    await step();
    expect(await states()).toEqual(['opened', 'opened']);
    const done = await newest();
    expect(done.state).toBe('done');
    expect(done.waitsFor).toBeUndefined();
  });

  it('tells what was merged and what its owners closed', async () => {
    await world.forge.close('one', 1);
    await world.forge.merge('two', 1);
    await step();
    expect(await states()).toEqual(['closed', 'merged']);
  });

  it('opens nothing that its owners closed', async () => {
    await start();
    await step();
    expect(await newest()).toMatchObject({
      items: [
        {
          state: 'closed',
          reason: expect.stringContaining('#1 was closed'),
        },
        { state: 'unchanged' },
      ],
    });
    expect(await world.forge.pullRequests('one')).toEqual([]);
    // Somebody who wants it asks for it.
    expect((await world.upgrade('one')).body.outcome).toBe('opened');
  });

  it('pauses when its template has moved on, and goes on to that', async () => {
    await start();
    world.template.become('1.2.0');
    await step();
    const paused = await newest();
    expect(paused).toMatchObject({ state: 'paused', version: '1.1.0' });
    expect(paused.waitsFor).toContain('is at 1.2.0 by now');
    const { id } = paused;
    const change = { id, to: 'running', reason: 'A test' };
    const { body } = await world.post('/campaigns/change', change);
    expect(body).toMatchObject({ state: 'running', version: '1.2.0' });
    await step();
    expect(await states()).toEqual(['opened', 'opened']);
  });

  it('leaves alone what is ahead of a template that was taken back', async () => {
    for (const name of ['one', 'two']) {
      const open = await world.forge.pullRequests(name);
      const its = open.find(({ title }) => title.endsWith('to 1.2.0'));
      await world.forge.merge(name, its!.number);
    }
    // Of the other one the catalog does not know yet.
    world.registered('two', '1.2.0');
    world.template.become('1.1.0');
    const told = world.sent.length;
    await world.run('notices');
    expect(
      world.sent.slice(told).filter(({ payload }) => /two/.test(payload.title)),
    ).toEqual([]);
    expect(await world.status('two')).toMatchObject({
      ...{ state: 'ahead', behind: 0, changes: [] },
      ...{ version: '1.2.0', latest: '1.1.0' },
    });
    const { body } = await world.get('/campaigns');
    expect(body.templates).toMatchObject([{ components: 2, behind: 1 }]);
    await start();
    await step();
    expect(await newest()).toMatchObject({
      state: 'done',
      items: [
        {
          ...refOf('one'),
          state: 'unchanged',
          reason: 'It is at 1.2.0, ahead of 1.1.0: it is left so',
        },
      ],
    });
    expect(await world.forge.pullRequests('two')).toEqual([]);
  });

  it('is not needed to go back with one', async () => {
    expect((await world.upgrade('two')).body.outcome).toBe('opened');
    const [{ title }] = await world.forge.pullRequests('two');
    expect(title).toBe('Take golden path tiny back to 1.1.0');
    expect(await world.status('two')).toMatchObject({
      state: 'ahead',
      pullRequest: { title },
    });
  });
});
