import { mockCredentials } from '@backstage/backend-test-utils';
import { describeWithCluster } from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import { deployment } from './__testUtils__/objects';
import { startWorld, type TestWorld } from './__testUtils__/testWorld';

jest.setTimeout(60_000);

describeWithCluster('workloads, by action', cluster => {
  let world: TestWorld;

  beforeAll(async () => {
    world = await startWorld(cluster());
  });

  afterAll(async () => {
    await world?.stop();
  });

  it('do what the routes do', async () => {
    await world.apply(deployment(world.namespace, 'acted', { replicas: 1 }));
    const input = {
      ...world.ref('acted'),
      replicas: 2,
      reason: 'By command line',
    };
    const invoke = (more: object) =>
      world.portal.registry.invoke({
        id: 'test:scale-workload',
        input: { ...input, ...more },
        credentials: mockCredentials.user('user:default/alice'),
      });
    const { output: plan } = await invoke({ dryRun: true });
    expect(plan).toMatchObject({ plan: { noop: false } });
    expect((await world.read('acted')).spec?.replicas).toBe(1);
    const { output: result } = await invoke({});
    expect(result).toMatchObject({ result: { outcome: 'applied' } });
    expect((await world.read('acted')).spec?.replicas).toBe(2);
    expect(world.portal.audit.at(-1)?.meta).toMatchObject({
      actor: 'user:default/alice',
      reason: 'By command line',
    });
  });

  it('refuse a service principal', async () => {
    await expect(
      world.portal.registry.invoke({
        id: 'test:restart-workload',
        input: { ...world.ref('acted'), reason: 'none of its business' },
        credentials: mockCredentials.service(),
      }),
    ).rejects.toThrow(/needs a signed-in user/);
  });
});
