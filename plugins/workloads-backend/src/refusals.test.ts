import { mockCredentials } from '@backstage/backend-test-utils';
import { describeWithCluster } from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { V1Deployment } from '@kubernetes/client-node';
import request from 'supertest';
import { deployment } from './__testUtils__/objects';
import { startWorld, type TestWorld } from './__testUtils__/testWorld';

jest.setTimeout(60_000);

describeWithCluster('workloads, refused', cluster => {
  let world: TestWorld;

  beforeAll(async () => {
    world = await startWorld(cluster());
  });

  afterAll(async () => {
    await world?.stop();
  });

  let before: V1Deployment;

  beforeAll(async () => {
    await world.apply(deployment(world.namespace, 'target'));
    await world.apply(
      deployment(world.namespace, 'foreign', { entity: 'other' }),
    );
    await world.apply(
      deployment(world.namespace, 'paused', {
        spec: { paused: true },
      }),
    );
    await world.revisionIs('target', '1');
    before = await world.read('target');
  });

  const reason = 'because';

  it.each<[string, () => object, number, RegExp]>([
    [
      'unknown entity',
      () => ({ entityRef: 'component:default/nobody' }),
      404,
      /no entity component:default\/nobody/,
    ],
    [
      'no reference at all',
      () => ({ entityRef: 'shop' }),
      400,
      /'shop' is not an entity reference/,
    ],
    [
      'an entity without annotation',
      () => ({ entityRef: 'component:default/bare' }),
      400,
      /MissingAnnotation: component:default\/bare/,
    ],
    [
      'another entity',
      () => ({ entityRef: 'component:default/other' }),
      404,
      /is not one of the workloads of component:default\/other/,
    ],
    [
      'a foreign workload',
      () => ({ name: 'foreign' }),
      404,
      /foreign in cluster main is not one of the workloads/,
    ],
    [
      'an unknown workload',
      () => ({ name: 'nothing' }),
      404,
      /There is no Deployment .*\/nothing in cluster main/,
    ],
    [
      'an unknown cluster',
      () => ({ cluster: 'nowhere' }),
      404,
      /no cluster 'nowhere'/,
    ],
    [
      'another namespace',
      () => ({ namespace: 'default' }),
      403,
      /cannot get resource "deployments"/,
    ],
    [
      'expired credentials',
      () => ({ cluster: 'expired' }),
      503,
      /credentials of cluster 'expired'/,
    ],
    [
      '-1 replicas',
      () => ({ replicas: -1 }),
      400,
      /replicas is -1: replicas must be 0 or more/,
    ],
    [
      'too many replicas',
      () => ({ replicas: 1e9 }),
      400,
      /replicas is 1000000000: replicas must be at most 1000/,
    ],
    [
      'many replicas',
      () => ({ replicas: 'many' }),
      400,
      /replicas is "many": replicas must be a whole number/,
    ],
    [
      'a kind that does not scale',
      () => ({ kind: 'DaemonSet' }),
      400,
      /there is no scale for a DaemonSet/,
    ],
    [
      'a stale review',
      () => ({ version: 'another.1' }),
      409,
      /Changed since you reviewed it/,
    ],
    ['no reason', () => ({ reason: undefined }), 400, /reason is missing/],
    ['an empty reason', () => ({ reason: '  ' }), 400, /reason must say why/],
  ])('%s', async (_, change, status, message) => {
    const answer = await world.portal.post('/workload/scale', {
      ...world.ref('target'),
      replicas: 5,
      reason,
      ...change(),
    });
    expect(answer.body.error?.message).toMatch(message);
    expect(answer.status).toBe(status);
  });

  it('a cluster that hangs', async () => {
    const answer = await world.portal.post('/workload/scale', {
      ...world.ref('target', {
        cluster: 'hanging',
        entityRef: 'component:default/everywhere',
      }),
      replicas: 5,
      reason,
    });
    expect(answer.status).toBe(503);
    expect(answer.body.error.message).toMatch(/hanging/);
  });

  it('somebody without rights in the cluster', async () => {
    const answer = await world.portal.post(
      '/workload/scale',
      { ...world.ref('target'), replicas: 5, reason },
      'eve',
    );
    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toMatch(
      /User "backstage:default\/eve" cannot get/,
    );
    expect(world.portal.audit.at(-1)).toMatchObject({
      outcome: 'failed',
      meta: { actor: 'user:default/eve', outcome: 'refused' },
    });
  });

  it('somebody without permission in the portal', async () => {
    world.portal.deny.add('workload.scale');
    const answer = await world.portal.post('/workload/scale', {
      ...world.ref('target'),
      replicas: 5,
      reason,
    });
    world.portal.deny.clear();
    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toMatch(
      /permission workload.scale is denied. Its owner, group:default\/shop-team, may help/,
    );
  });

  it('unknown and negative revisions', async () => {
    const unknown = await world.portal.post('/workload/rollback/plan', {
      ...world.ref('target', { toRevision: 1000000 }),
    });
    expect(unknown.status).toBe(404);
    expect(unknown.body.error.message).toBe(
      'unable to find specified revision 1000000 in history',
    );
    const first = await world.portal.post(
      '/workload/rollback/plan',
      world.ref('target'),
    );
    expect(first.status).toBe(404);
    expect(first.body.error.message).toBe(
      'no rollout history found for deployment "target"',
    );
  });

  it('a paused Deployment', async () => {
    const plan = await world.portal.post(
      '/workload/restart/plan',
      world.ref('paused'),
    );
    expect(plan.body.findings).toMatchObject([
      { id: 'paused', severity: 'block' },
    ]);
    const answer = await world.portal.post('/workload/restart', {
      ...world.ref('paused'),
      reason,
      acknowledged: ['paused'],
    });
    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toBe(
      `deployments.apps "paused" can't restart paused deployment (run rollout resume first)`,
    );
  });

  it('a service, and nobody at all', async () => {
    const body = { ...world.ref('target'), replicas: 5, reason };
    const path = '/api/workloads/v1/workload/scale';
    const service = await request(world.portal.server)
      .post(path)
      .send(body)
      .set('Authorization', mockCredentials.service.header());
    expect(service.status).toBe(403);
    for (const route of ['/workloads', '/workload/scale', '/workload/logs']) {
      const nobody = await request(world.portal.server)
        .post(`/api/workloads/v1${route}`)
        .send(body)
        .set('Authorization', mockCredentials.none.header());
      expect(nobody.status).toBe(401);
    }
  });

  // Last on purpose: none of the refusals above has changed anything.
  it('has changed nothing', async () => {
    expect((await world.read('target')).spec).toEqual(before.spec);
  });
});
