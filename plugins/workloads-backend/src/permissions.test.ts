import { mockCredentials } from '@backstage/backend-test-utils';
import { describeWithCluster } from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import { stringifyWorkloadRef } from '@fairway-idp/backstage-plugin-fairway-common';
import request from 'supertest';
import { startWorld, type TestWorld } from './__testUtils__/testWorld';

jest.setTimeout(60_000);

const APPLY =
  '/api/workloads/.well-known/backstage/permissions/apply-conditions';

describeWithCluster('conditions on workloads', cluster => {
  let world: TestWorld;

  beforeAll(async () => {
    world = await startWorld(cluster());
  });

  afterAll(async () => {
    await world?.stop();
  });

  const stage = (...values: string[]) => ({
    rule: 'HAS_NAMESPACE_LABEL',
    params: { key: 'fairway.dev/stage', values },
  });
  const owner = (...claims: string[]) => ({
    rule: 'IS_ENTITY_OWNER',
    params: { claims },
  });
  const TEAM = 'group:default/shop-team';

  it.each<[string, object, object[], string]>([
    ['the team in dev', {}, [owner(TEAM), stage('dev')], 'ALLOW'],
    ['the team in production', {}, [owner(TEAM), stage('prod')], 'DENY'],
    ['another team', {}, [owner('group:default/x'), stage('dev')], 'DENY'],
    [
      'an unknown entity',
      { entityRef: 'component:default/nobody' },
      [owner(TEAM)],
      'DENY',
    ],
    ['a cluster that hangs', { cluster: 'hanging' }, [stage('dev')], 'DENY'],
    [
      'a cluster that hangs, by owner alone',
      { cluster: 'hanging' },
      [owner(TEAM)],
      'ALLOW',
    ],
  ])('%s', async (_, change, rules, result) => {
    const resourceRef = stringifyWorkloadRef({
      entityRef: 'component:default/shop',
      cluster: 'main',
      namespace: world.namespace,
      kind: 'Deployment',
      name: 'web',
      ...change,
    });
    const { body } = await request(world.portal.server)
      .post(APPLY)
      .set('Authorization', mockCredentials.service.header())
      .send({
        items: [
          {
            id: '1',
            resourceRef,
            resourceType: 'workload',
            conditions: {
              allOf: rules.map(rule => ({ resourceType: 'workload', ...rule })),
            },
          },
        ],
      });
    expect(body.items).toEqual([{ id: '1', result }]);
  });
});
