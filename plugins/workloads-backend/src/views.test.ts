import {
  describeWithCluster,
  eventually,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import { deployment } from './__testUtils__/objects';
import { openStream } from './__testUtils__/openStream';
import { ENTITY, startWorld, type TestWorld } from './__testUtils__/testWorld';

jest.setTimeout(60_000);

describeWithCluster('workloads, looked at', cluster => {
  let world: TestWorld;

  beforeAll(async () => {
    world = await startWorld(cluster());
  });

  afterAll(async () => {
    await world?.stop();
  });

  it('lists the workloads of an entity with what may be done', async () => {
    await world.apply(deployment(world.namespace, 'listed'));
    await world.apply(
      deployment(world.namespace, 'foreign', { entity: 'other' }),
    );
    await world.revisionIs('listed', '1');

    const { status, body } = await world.portal.get('/workloads', {
      entityRef: 'Component:Shop',
    });

    expect(status).toBe(200);
    expect(body.entityRef).toBe(ENTITY);
    const [main] = body.clusters;
    expect(main).toMatchObject({ name: 'main', state: 'live' });
    const names = main.workloads.map((row: { name: string }) => row.name);
    expect(names).toContain('listed');
    expect(names).not.toContain('foreign');
    const row = main.workloads.find(
      (candidate: { name: string }) => candidate.name === 'listed',
    );
    expect(row).toMatchObject({
      kind: 'Deployment',
      stage: 'dev',
      // Its pods may be ready by now.
      health: expect.stringMatching(/^(Progressing|Healthy)$/),
      revision: 1,
      images: [{ container: 'app', image: 'shop:1' }],
      actions: {
        scale: { enabled: true },
        restart: { enabled: true },
        rollback: { enabled: true },
        logs: { enabled: true },
      },
    });
  });

  it('shows a cluster that hangs, and one whose credentials expired, beside a good one', async () => {
    const { status, body } = await world.portal.get('/workloads', {
      entityRef: 'component:default/everywhere',
    });

    expect(status).toBe(200);
    const byName = Object.fromEntries(
      body.clusters.map((one: { name: string }) => [one.name, one]),
    );
    expect(byName.main.state).toBe('live');
    expect(byName.main.workloads.length).toBeGreaterThan(0);
    expect(['syncing', 'unreachable']).toContain(byName.hanging.state);
    expect(byName.hanging.workloads).toEqual([]);
    expect(byName.expired.state).toBe('unreachable');
    expect(byName.expired.message).toMatch(/credentials of cluster 'expired'/);
  });

  it('leaves out what may not be seen and says why a verb is missing', async () => {
    world.portal.deny.add('workload.scale');
    const some = await world.portal.get('/workloads', { entityRef: ENTITY });
    expect(some.body.clusters[0].workloads[0].actions.scale).toEqual({
      enabled: false,
      why: 'You may not scale this workload: permission workload.scale is denied. Its owner, group:default/shop-team, may help.',
    });
    world.portal.deny.add('workload.read');
    const none = await world.portal.get('/workloads', { entityRef: ENTITY });
    expect(none.body.clusters[0].workloads).toEqual([]);
    world.portal.deny.clear();
  });

  it('streams the view again when something changes, and only then', async () => {
    await world.apply(deployment(world.namespace, 'streamed', { replicas: 1 }));
    const stream = await openStream(world.portal, '/workloads/watch', {
      entityRef: ENTITY,
    });
    await eventually(async () => {
      expect(stream.last()).toContain('"name":"streamed"');
    });
    await world.apply(deployment(world.namespace, 'streamed', { replicas: 3 }));
    await eventually(async () => {
      expect(stream.last()).toContain('"desired":3');
    });
    stream.close();
    expect(new Set(stream.messages).size).toBe(stream.messages.length);
  });

  it('streams one workload with the events of its pods', async () => {
    await world.apply(deployment(world.namespace, 'detailed', { replicas: 1 }));
    const stream = await openStream(
      world.portal,
      '/workload/watch',
      world.ref('detailed'),
    );
    await eventually(async () => {
      const { workload, events } = JSON.parse(stream.last());
      expect(workload.pods).toHaveLength(1);
      expect(events.map((one: { reason: string }) => one.reason)).toEqual(
        expect.arrayContaining(['ScalingReplicaSet', 'SuccessfulCreate']),
      );
    });
    stream.close();
  });
});
