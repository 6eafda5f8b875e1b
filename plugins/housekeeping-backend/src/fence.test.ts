import type { KubernetesClient } from '@fairway-idp/backstage-plugin-fairway-node';
import { describeWithCluster } from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { KubernetesObject } from '@kubernetes/client-node';
import { claim, deployment, job, pod } from './__testUtils__/objects';
import { startWorld, type TestWorld } from './__testUtils__/testWorld';
import { TYPES } from './domain/kinds/resourceTypes';

jest.setTimeout(60_000);

describeWithCluster('the fence around what housekeeping deletes', cluster => {
  let world: TestWorld;
  /** The operator, as somebody who stole its token would use it. */
  let operator: KubernetesClient;

  beforeAll(async () => {
    world = await startWorld(cluster());
    operator = await cluster().clientFor(world.operatorToken);
  });

  afterAll(async () => {
    await world?.stop();
  });

  const answer = (call: Promise<unknown>): Promise<string> =>
    call.then(
      () => 'allowed',
      (error: Error) => error.message,
    );
  let rounds = 0;
  const rooms = async () => ({
    own: await world.sandbox(`own ${(rounds += 1)}`),
    open: await world.namespace(`open-${rounds}`, {
      'fairway.dev/housekeeping': 'true',
    }),
    foreign: await world.namespace(`foreign-${rounds}`),
  });
  const uidOf = async (object: KubernetesObject) => {
    const [made] = await cluster().applyObjects([object]);
    return made.metadata!.uid!;
  };
  const unlabelled = /does not bear the label/;

  it.each([
    ['Pod', pod],
    ['Job', job],
    ['PersistentVolumeClaim', claim],
  ] as const)(
    'lets it delete a %s in environments and opened namespaces only',
    async (kind, make) => {
      const { own, open, foreign } = await rooms();
      const remove = async (namespace: string) => {
        const uid = await uidOf(make(namespace, 'x'));
        const path = { type: TYPES[kind], namespace, name: 'x' };
        return answer(operator.delete(path, { uid }));
      };
      expect(await remove(foreign)).toMatch(unlabelled);
      expect(await remove(own)).toBe('allowed');
      expect(await remove(open)).toBe('allowed');
    },
  );

  it('lets it evict there, and with preconditions only what was looked at', async () => {
    const { own, open, foreign } = await rooms();
    const evict = async (namespace: string, other?: string) => {
      const [{ metadata }] = await cluster().applyObjects([
        // Else the scheduler soon says that no node is there for it.
        pod(namespace, 'x', { schedulerName: 'nobody' }),
      ]);
      const { uid, resourceVersion } = metadata!;
      // Without a resourceVersion the API server itself tries again for long.
      return answer(
        operator.evict(
          { namespace, name: 'x' },
          { uid: other ?? uid!, resourceVersion },
        ),
      );
    };
    expect(await evict(foreign)).toMatch(unlabelled);
    expect(await evict(own, '00000000-0000-4000-8000-000000000000')).toMatch(
      /uid|UID/,
    );
    expect(await evict(own)).toBe('allowed');
    expect(await evict(open)).toBe('allowed');
  });

  it('lets it write nothing else in an opened namespace', async () => {
    const { open } = await rooms();
    const uid = await uidOf(deployment(open, 'web', { replicas: 0 }));
    const path = { type: TYPES.Deployment, namespace: open, name: 'web' };
    const patch = {
      type: 'application/merge-patch+json' as const,
      body: { spec: { replicas: 1 } },
    };
    expect(await answer(operator.delete(path, { uid }))).toMatch(unlabelled);
    expect(await answer(operator.patch(path, patch))).toMatch(unlabelled);
    const create = operator.create(
      TYPES.PersistentVolumeClaim,
      claim(open, 'y'),
      {
        namespace: open,
      },
    );
    expect(await answer(create)).toMatch(unlabelled);
  });

  it('lets it open no namespace by itself', async () => {
    const { foreign } = await rooms();
    const opened = operator.patch(
      { type: TYPES.Namespace, name: foreign },
      {
        type: 'application/merge-patch+json',
        body: { metadata: { labels: { 'fairway.dev/housekeeping': 'true' } } },
      },
    );
    expect(await answer(opened)).toMatch(/lend nor take/);
    const { metadata } = await world.client.get({
      type: TYPES.Namespace,
      name: foreign,
    });
    const removal = operator.delete(
      { type: TYPES.Namespace, name: foreign },
      { uid: metadata!.uid! },
    );
    expect(await answer(removal)).toMatch(/lend nor take/);
  });

  it('gives it no pod to read, and the reader nothing to write', async () => {
    const { own } = await rooms();
    expect(await answer(operator.list(TYPES.Pod, { namespace: own }))).toMatch(
      /cannot list resource "pods"/,
    );
    const reader = await cluster().clientFor(world.readerToken);
    const uid = await uidOf(job(own, 'kept'));
    const path = { type: TYPES.Job, namespace: own, name: 'kept' };
    expect(await answer(reader.delete(path, { uid }))).toMatch(/cannot delete/);
  });
});
