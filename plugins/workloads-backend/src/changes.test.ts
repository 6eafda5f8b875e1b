import {
  describeWithCluster,
  eventually,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { KubernetesObject, V1Pod } from '@kubernetes/client-node';
import { deployment, statefulSet } from './__testUtils__/objects';
import { ENTITY, startWorld, type TestWorld } from './__testUtils__/testWorld';
import {
  TYPES,
  WORKLOAD_TYPES,
} from '@fairway-idp/backstage-plugin-fairway-node/workloads';

jest.setTimeout(60_000);

describeWithCluster('workloads, changed', cluster => {
  let world: TestWorld;

  beforeAll(async () => {
    world = await startWorld(cluster());
  });

  afterAll(async () => {
    await world?.stop();
  });

  it('plans and scales through the scale subresource, as the user', async () => {
    await world.apply(deployment(world.namespace, 'scaled', { replicas: 1 }));
    await world.revisionIs('scaled', '1');
    const plan = await world.portal.post('/workload/scale/plan', {
      ...world.ref('scaled'),
      replicas: 3,
    });
    expect(plan.body).toMatchObject({
      action: 'scale',
      summary: 'Scale Deployment scaled from 1 to 3 replicas',
      noop: false,
      findings: [],
      before: 'spec:\n  replicas: 1\n',
      after: 'spec:\n  replicas: 3\n',
      dryRun: { outcome: 'accepted' },
    });
    expect((await world.read('scaled')).spec?.replicas).toBe(1);

    const done = await world.portal.post('/workload/scale', {
      ...world.ref('scaled'),
      replicas: 3,
      reason: 'More guests',
      version: plan.body.version,
    });

    expect(done.body).toMatchObject({
      outcome: 'applied',
      message: 'deployment.apps/scaled scaled',
      writtenAs: 'backstage:default/alice',
    });
    const after = await world.read('scaled');
    expect(after.spec?.replicas).toBe(3);
    expect(after.metadata?.managedFields).toContainEqual(
      expect.objectContaining({ manager: 'fairway', subresource: 'scale' }),
    );
    expect(world.portal.audit.at(-1)).toMatchObject({
      eventId: 'workload-change',
      severityLevel: 'medium',
      outcome: 'succeeded',
      meta: {
        actor: 'user:default/alice',
        writtenAs: 'backstage:default/alice',
        actionType: 'scale',
        entityRef: ENTITY,
        uid: after.metadata?.uid,
        reason: 'More guests',
        before: { replicas: 1 },
        after: { replicas: 3 },
        outcome: 'applied',
      },
    });
  });

  it('asks for a tick before scaling to zero', async () => {
    await world.apply(deployment(world.namespace, 'zeroed', { replicas: 1 }));
    const input = { ...world.ref('zeroed'), replicas: 0, reason: 'Night' };
    const refused = await world.portal.post('/workload/scale', input);
    expect(refused.status).toBe(400);
    expect(refused.body.error.message).toMatch(
      /acknowledged lacks 'scale-to-zero' \(No pod will be left/,
    );
    expect((await world.read('zeroed')).spec?.replicas).toBe(1);
    const done = await world.portal.post('/workload/scale', {
      ...input,
      acknowledged: ['scale-to-zero'],
    });
    expect(done.status).toBe(200);
    expect((await world.read('zeroed')).spec?.replicas).toBe(0);
  });

  it('restarts by the annotation that kubectl sets', async () => {
    await world.apply(deployment(world.namespace, 'restarted'));
    await world.revisionIs('restarted', '1');
    const done = await world.portal.post('/workload/restart', {
      ...world.ref('restarted'),
      reason: 'New certificate',
    });
    expect(done.body.message).toBe('deployment.apps/restarted restarted');
    const { spec } = await world.read('restarted');
    expect(
      spec?.template.metadata?.annotations?.[
        'kubectl.kubernetes.io/restartedAt'
      ],
    ).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(spec?.template.spec?.containers[0].image).toBe('shop:1');
  });

  it('rolls a Deployment back, and then says that there is nothing to do', async () => {
    await world.apply(
      deployment(world.namespace, 'undone', { image: 'shop:1' }),
    );
    await world.revisionIs('undone', '1');
    await world.apply(
      deployment(world.namespace, 'undone', { image: 'shop:2' }),
    );
    await world.revisionIs('undone', '2');
    const { body: list } = await world.portal.get(
      '/workload/revisions',
      world.ref('undone'),
    );
    expect(list.revisions).toMatchObject([
      { revision: 2, current: true, images: [{ image: 'shop:2' }] },
      { revision: 1, current: false, images: [{ image: 'shop:1' }] },
    ]);

    const plan = await world.portal.post(
      '/workload/rollback/plan',
      world.ref('undone'),
    );
    expect(plan.body).toMatchObject({
      summary: 'Roll Deployment undone back to revision 1',
      dryRun: { outcome: 'accepted' },
    });
    const done = await world.portal.post('/workload/rollback', {
      ...world.ref('undone'),
      reason: 'Payments fail',
      version: plan.body.version,
    });

    expect(done.body).toMatchObject({
      outcome: 'applied',
      message: 'deployment.apps/undone rolled back',
    });
    const { spec } = await world.read('undone');
    expect(spec?.template.spec?.containers[0].image).toBe('shop:1');
    expect(world.portal.audit.at(-1)?.meta).toMatchObject({
      before: { revision: 2, images: ['app=shop:2'] },
      after: { revision: 1, images: ['app=shop:1'] },
    });
    await world.revisionIs('undone', '3');
    const again = await world.portal.post('/workload/rollback', {
      ...world.ref('undone', { toRevision: 3 }),
      reason: 'To be sure',
    });
    expect(again.body).toMatchObject({
      outcome: 'unchanged',
      message:
        'deployment.apps/undone skipped rollback (current template already matches revision 3)',
    });
  });

  it('rolls a StatefulSet back and frees the pod that would hold it up', async () => {
    const { namespace, portal } = world;
    const path = {
      type: WORKLOAD_TYPES.StatefulSet,
      namespace,
      name: 'ordered',
    };
    const pod = (image: string) =>
      eventually(async () => {
        const found = await cluster().client.get<V1Pod>({
          type: TYPES.Pod,
          namespace,
          name: 'ordered-0',
        });
        expect(found.spec?.containers[0].image).toBe(image);
        return found.metadata!.uid!;
      });
    const remove = (uid: string) =>
      cluster().client.delete(
        { type: TYPES.Pod, namespace, name: 'ordered-0' },
        { uid },
      );
    const observed = () =>
      eventually(async () => {
        const { metadata, status } = await cluster().client.get<
          KubernetesObject & { status?: { observedGeneration?: number } }
        >(path);
        expect(status?.observedGeneration).toBe(metadata?.generation);
      });
    await world.apply(statefulSet(namespace, 'ordered', { image: 'shop:1' }));
    const first = await pod('shop:1');
    await world.apply(statefulSet(namespace, 'ordered', { image: 'shop:bad' }));
    await observed();
    await remove(first);
    const bad = await pod('shop:bad');
    const target = world.ref('ordered', { kind: 'StatefulSet' });

    const plan = await portal.post('/workload/rollback/plan', target);
    expect(plan.body).toMatchObject({
      summary: 'Roll StatefulSet ordered back to revision 1',
      findings: [
        {
          id: 'orderedready',
          severity: 'confirm',
          message:
            'The rollout waits for pod ordered-0; it must be deleted to continue, and will be.',
        },
      ],
      dryRun: { outcome: 'accepted' },
    });
    const done = await portal.post('/workload/rollback', {
      ...target,
      reason: 'Bad image',
      acknowledged: ['orderedready'],
    });

    expect(done.body.message).toBe('statefulset.apps/ordered rolled back');
    expect(await pod('shop:1')).not.toBe(bad);
  });
});
