import {
  describeWithCluster,
  eventually,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import { startWorld, type TestWorld } from './__testUtils__/testWorld';

jest.setTimeout(60_000);

const HELD = ['example.com/a-controller-that-is-gone'];

describeWithCluster('a deletion that does not come to an end', cluster => {
  let world: TestWorld;
  let name: string;

  beforeAll(async () => {
    world = await startWorld(cluster(), {
      fallbackOwner: 'user:default/bob',
      lifetime: { stuckAfterMinutes: 0 },
    });
  });

  const hold = (finalizers: string[]) =>
    cluster().applyObjects([
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'held', namespace: name, finalizers },
      },
    ]);
  const told = () =>
    world.portal.sent.filter(
      ({ payload }) => payload.title === `The deletion of ${name} is stuck`,
    );

  afterAll(async () => {
    await hold([]);
    await world?.stop();
  });

  it('is told to its owner and the platform once, with what holds it', async () => {
    name = await world.sandbox('held');
    await hold(HELD);
    const ref = { cluster: 'main', namespace: name, reason: 'Not needed' };
    await world.portal.post('/environment/delete', ref);
    world.portal.mail.works = false;
    await world.portal.pass();
    world.portal.mail.works = true;
    await eventually(async () => {
      await world.portal.pass();
      expect(told()).toHaveLength(1);
    });
    await world.portal.pass();
    expect(told()).toHaveLength(1);
    expect(told()[0].recipients).toEqual({
      type: 'entity',
      entityRef: ['user:default/alice', 'user:default/bob'],
    });
    await eventually(async () => {
      const { text } = await world.portal.get('/environments', {
        scope: 'mine',
      });
      expect(text).toContain('"state":"stuck"');
      expect(text).toContain(HELD[0]);
    });
  });
});
