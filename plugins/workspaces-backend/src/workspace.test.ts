import {
  describeWithCluster,
  eventually,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import {
  component,
  startWorld,
  type TestWorld,
} from './__testUtils__/testWorld';
import { TYPES } from './domain/kinds/resourceTypes';

jest.setTimeout(90_000);

const SOURCE = 'url:https://git.example.com/shop/orders/src/branch/main/';
const orders = component('orders', {
  annotations: { 'backstage.io/source-location': SOURCE },
});
const entityRef = 'component:default/orders';

describeWithCluster('workspaces', cluster => {
  let world: TestWorld;

  beforeAll(async () => {
    world = await startWorld(cluster(), { entities: [orders] });
  });

  afterAll(async () => {
    await world?.stop();
  });

  it('are offered with a sandbox that is made', async () => {
    const { body } = await world.portal.get('/workspace/options', {
      entityRef,
    });
    expect(body).toMatchObject({
      create: { enabled: true },
      places: [{ isNew: true, usable: { enabled: true } }],
      repository: { name: 'shop/orders' },
    });
  });

  it('are made by one click', async () => {
    const plan = await world.portal.post('/workspace/create/plan', {
      entityRef,
    });
    expect(plan.body).toMatchObject({ action: 'create', findings: [] });
    const made = await world.portal.post('/workspace/create', {
      entityRef,
      reason: 'Write it',
    });
    expect(made.body).toMatchObject({ outcome: 'applied', problems: [] });
    const found = await eventually(async () => {
      const one = await world.view(made.body.name);
      expect(one).toMatchObject({ state: 'starting' });
      return one!;
    });
    expect(found.owner).toBe('user:default/alice');
    expect(TYPES.Deployment).toBeDefined();
  });
});
