import type {
  Campaign,
  CampaignsView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  describeWithGitea,
  waitFor,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import {
  refOf,
  startUpgradeWorld,
  type UpgradeWorld,
} from './__testUtils__/upgradeWorld';

jest.setTimeout(120_000);

const TEMPLATE = 'template:default/tiny';

describeWithGitea('campaigns', address => {
  let world: UpgradeWorld;

  const make = async (name: string) => {
    const task = await world.make(name);
    await waitFor('the task', async () => {
      const said = await world.ended(task);
      return said?.includes('Run completed with status: completed') ?? false;
    });
  };

  beforeAll(async () => {
    world = await startUpgradeWorld({
      address,
      components: ['one', 'three', 'two'],
      goldenPaths: { campaigns: { perMinute: 2 } },
    });
    await make('one');
    await make('two');
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
    world.denied.clear();
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

  it('does one at a time, and says why one failed', async () => {
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
