import { mockCredentials } from '@backstage/backend-test-utils';
import {
  describeWithCluster,
  eventually,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type {
  FindingsView,
  HousekeepingPlan,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { claim, deployment } from './__testUtils__/objects';
import { startWorld, type TestWorld } from './__testUtils__/testWorld';

jest.setTimeout(60_000);

describeWithCluster('what people see', cluster => {
  let world: TestWorld;
  let room: string;

  beforeAll(async () => {
    world = await startWorld(cluster(), {
      rules: [{ target: 'unbound-claim', olderThanHours: 0 }],
      capacity: { poolLabels: ['fairway.dev/node'] },
    });
    room = await world.sandbox('seen');
  });

  afterAll(async () => {
    await world?.stop();
  });

  /** What an action answers; its form is the test's to say. */
  const invoke = async <T = unknown>(id: string, input: object) =>
    (await world.portal.registry.invoke({
      // The mock registry has one plugin only.
      id: `test:${id}`,
      input: input as never,
      credentials: mockCredentials.user('user:default/alice'),
    })) as { output: T };

  it('tells what workloads lack, and whose they are', async () => {
    const web = deployment(room, 'shop-web', {
      replicas: 2,
      container: { image: 'example.com/shop:latest' },
    });
    Object.assign(web.metadata!.labels!, {
      'backstage.io/kubernetes-id': 'shop',
    });
    await cluster().applyObjects([web]);
    await eventually(async () => {
      const { body } = await world.portal.get('/health-facts', {
        scope: 'all',
        namespace: room,
      });
      const [{ facts, totals, workloads }] = body.clusters;
      expect(workloads).toBe(1);
      expect(totals).toMatchObject({ 'latest-tag': 1, 'no-limits': 1 });
      expect(facts).toContainEqual(
        expect.objectContaining({
          fact: 'no-disruption-budget',
          name: 'shop-web',
          owner: 'user:default/alice',
          entity: 'component:default/shop',
          fix: expect.objectContaining({ how: 'create' }),
        }),
      );
    });
    const mine = await world.portal.get(
      '/health-facts',
      { scope: 'mine' },
      'bob',
    );
    expect(
      mine.body.clusters[0].facts.filter(
        ({ namespace }: { namespace: string }) => namespace === room,
      ),
    ).toEqual([]);
  });

  it('says before the click whether a pass may be run', async () => {
    const runOf = async () => (await world.portal.get('/findings')).body.run;
    expect(await runOf()).toEqual({ enabled: true });
    world.portal.deny.add('housekeeping.run alice');
    expect(await runOf()).toEqual({
      enabled: false,
      why: expect.stringContaining('the permission housekeeping.run'),
    });
    world.portal.deny.clear();
  });

  it('tells how full pools are, keeps samples, and says whether use is measured', async () => {
    await world.portal.sample();
    const { body } = await world.portal.get('/capacity', { range: '1h' });
    const [{ metrics, pools }] = body.clusters;
    const isMeasured = process.env.FAIRWAY_TEST_METRICS !== undefined;
    expect(metrics).toMatchObject({
      available: isMeasured,
      message: expect.stringContaining(
        isMeasured ? 'Use is measured' : 'it has no metrics API',
      ),
    });
    expect(pools.length).toBeGreaterThan(0);
    const [{ cpu, nodes, headroom, samples }] = pools;
    expect(nodes).toBeGreaterThan(0);
    expect(cpu.allocatable).toBeGreaterThan(0);
    expect(cpu.used !== undefined).toBe(isMeasured);
    expect(headroom.previews).toBeGreaterThanOrEqual(0);
    expect(samples.length).toBeGreaterThan(0);
    const { output } = await invoke('get-capacity', { range: '1h' });
    expect(output).toMatchObject({ clusters: [{ name: 'main' }] });
  });

  it('tells the platform team of a full pool, once, when it can be told', async () => {
    const full = await startWorld(cluster(), {
      capacity: { poolLabels: ['fairway.dev/node'], fullPercent: 0 },
    });
    try {
      const { mail, sent, sample } = full.portal;
      mail.works = false;
      await sample();
      expect(sent).toEqual([]);
      mail.works = true;
      await sample();
      await sample();
      expect(sent).toEqual([
        {
          recipients: {
            type: 'entity',
            entityRef: ['group:default/platform'],
          },
          payload: expect.objectContaining({
            title: expect.stringMatching(/^Node pool .* of main is full/),
            description: expect.stringMatching(/cpu is requested/),
            link: '/housekeeping?view=capacity&cluster=main',
          }),
        },
      ]);
    } finally {
      await full.stop();
    }
  });

  it('offers the same to actions', async () => {
    await cluster().applyObjects([claim(room, 'spare')]);
    const found = async () => {
      const { output } = await invoke<FindingsView>('get-findings', {
        scope: 'all',
      });
      return output.clusters[0].findings.find(({ name }) => name === 'spare');
    };
    await eventually(async () =>
      expect(await found()).toMatchObject({ state: 'candidate' }),
    );
    const ref = {
      ...{ cluster: 'main', namespace: room, name: 'spare' },
      kind: 'PersistentVolumeClaim',
      reason: 'The test wants it',
      acknowledged: [],
    };
    const planned = await invoke<{ plan: HousekeepingPlan }>('renew', {
      ...ref,
      days: 3,
      dryRun: true,
    });
    expect(planned.output).toMatchObject({
      plan: { action: 'renew', noop: false },
    });
    const { version } = planned.output.plan;
    await invoke('renew', { ...ref, days: 3, version, dryRun: false });
    await eventually(async () =>
      expect(await found()).toMatchObject({ state: 'renewed' }),
    );
    await expect(
      invoke('renew', { ...ref, days: 3, version, dryRun: false }),
    ).rejects.toThrow(/Changed since you reviewed it/);
    await expect(
      invoke('renew', { ...ref, days: 1000, dryRun: true }),
    ).rejects.toThrow('days must be at most 90, but is 1000');
    await invoke('protect', { ...ref, protect: true, dryRun: false });
    await eventually(async () =>
      expect(await found()).toMatchObject({ state: 'kept' }),
    );
    const { output } = await invoke('run', {
      reason: 'The test wants it',
      acknowledged: [],
      dryRun: true,
    });
    expect(output).toMatchObject({ plan: { clusters: [{ name: 'main' }] } });
  });
});
