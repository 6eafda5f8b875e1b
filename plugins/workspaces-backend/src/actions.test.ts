import { mockCredentials } from '@backstage/backend-test-utils';
import {
  describeWithCluster,
  eventually,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type {
  V1Deployment,
  V1PersistentVolumeClaim,
} from '@kubernetes/client-node';
import {
  component,
  startWorld,
  type TestWorld,
} from './__testUtils__/testWorld';
import { TYPES } from './domain/kinds/resourceTypes';

jest.setTimeout(120_000);

const entityRef = 'component:default/orders';
const reason = 'By command line';

/** One workspace, from its creation to its deletion, by the actions alone. */
describeWithCluster('workspaces, by action', cluster => {
  let world: TestWorld;
  let ref: { cluster: string; namespace: string; name: string };

  beforeAll(async () => {
    world = await startWorld(cluster(), {
      entities: [
        component('orders', {
          annotations: {
            'backstage.io/source-location':
              'url:https://git.example.com/shop/orders/src/branch/main/',
          },
        }),
        component('homeless'),
      ],
      // No volume is ever made: it does not get beyond its start.
      workspaces: { storageClass: 'fairway-test-no-such-class' },
    });
  });

  afterAll(async () => {
    await world?.stop();
  });

  const invoke = async (
    action: string,
    input: object,
    credentials = mockCredentials.user('user:default/alice'),
  ) => {
    const { output } = await world.portal.registry.invoke({
      id: `test:${action}`,
      input: input as never,
      credentials,
    });
    return output;
  };
  const change = (action: string, more: object = {}) =>
    invoke(action, { ...ref, reason, ...more });
  const deployment = () =>
    world.client.get<V1Deployment>({ type: TYPES.Deployment, ...ref });
  const bob = mockCredentials.user('user:default/bob');

  it('are planned without a trace, and then made', async () => {
    const plan = await invoke('create-workspace', { entityRef, dryRun: true });
    expect(plan).toMatchObject({
      plan: { action: 'create', noop: false, reasons: expect.any(Array) },
    });
    expect(await invoke('get-workspaces', { scope: 'all' })).toMatchObject({
      clusters: [{ workspaces: [] }],
    });
    const made = await invoke('create-workspace', { entityRef, tier: 's' });
    expect(made).toMatchObject({ result: { outcome: 'applied' } });
    const {
      cluster: where,
      namespace,
      name,
    } = (made as { result: typeof ref }).result;
    ref = { cluster: where, namespace, name };
    expect((await deployment()).spec?.replicas).toBe(1);
    expect(world.portal.audit.at(-1)).toMatchObject({
      eventId: 'workspace-change',
      outcome: 'succeeded',
      meta: { actor: 'user:default/alice', actionType: 'create', name },
    });
    await eventually(async () =>
      expect(await invoke('get-workspaces', { scope: 'mine' })).toMatchObject({
        clusters: [
          { workspaces: [{ name, owner: 'user:default/alice', entityRef }] },
        ],
      }),
    );
  });

  it.each<[string, object, RegExp]>([
    ['the same again', { entityRef }, /is there already/],
    [
      'what has no source',
      { entityRef: 'component:default/homeless' },
      /does not say where the source of component:default\/homeless is/,
    ],
    [
      'what is not in the catalog',
      { entityRef: 'component:default/none' },
      /The catalog has no component:default\/none/,
    ],
    ['an image of its own', { entityRef, image: 'evil' }, /'evil' is none of/],
    [
      'a cluster that is not there',
      { entityRef, cluster: 'moon' },
      /no cluster 'moon' for workspaces; there are: main/,
    ],
    ['no branch that git allows', { entityRef, branch: '-x' }, /branch/],
  ])('refuse to make %s', async (_, input, words) => {
    await expect(invoke('create-workspace', input)).rejects.toThrow(words);
  });

  it('are kept awake, and no longer', async () => {
    await change('keep-workspace-awake', { hours: 2, dryRun: true });
    const until = async () =>
      (await deployment()).metadata?.annotations?.[
        'fairway.dev/keep-awake-until'
      ];
    expect(await until()).toBeUndefined();
    expect(await change('keep-workspace-awake', { hours: 2 })).toMatchObject({
      result: { outcome: 'applied' },
    });
    const left = Date.parse((await until()) ?? '') - Date.now();
    expect(left / 3_600_000).toBeCloseTo(2, 1);
    await expect(
      change('keep-workspace-awake', { hours: 1000 }),
    ).rejects.toThrow(/hours must be at most a week/);
    await change('keep-workspace-awake', { hours: 0 });
    expect(await until()).toBeUndefined();
  });

  it('are stopped as they were reviewed, or not at all', async () => {
    const { plan } = (await change('stop-workspace', { dryRun: true })) as {
      plan: { version: string };
    };
    await change('keep-workspace-awake', { hours: 1 });
    await expect(
      change('stop-workspace', { version: plan.version }),
    ).rejects.toThrow(/Changed since you reviewed it/);
    expect((await deployment()).spec?.replicas).toBe(1);
    expect(await change('stop-workspace')).toMatchObject({
      result: { outcome: 'applied' },
    });
    expect((await deployment()).spec?.replicas).toBe(0);
    await world.in(ref.name, 'stopped');
    expect(await change('stop-workspace')).toMatchObject({
      result: { outcome: 'unchanged' },
    });
    expect(world.portal.audit.at(-1)?.meta).toMatchObject({
      actor: 'user:default/alice',
      reason,
    });
  });

  it('are started again', async () => {
    expect(await change('start-workspace')).toMatchObject({
      result: { outcome: 'applied' },
    });
    expect((await deployment()).spec?.replicas).toBe(1);
  });

  it.each([
    'start-workspace',
    'stop-workspace',
    'delete-workspace',
    'keep-workspace-awake',
  ])(
    '%s needs its permission, a person, a reason and a workspace',
    async action => {
      const input = { ...ref, reason, hours: 1 };
      const permission = action.replace(
        /^(.*)-workspace(.*)$/,
        'workspace.$1$2',
      );
      world.portal.deny.add(`${permission} bob`);
      await expect(invoke(action, input, bob)).rejects.toThrow(permission);
      expect(world.portal.audit.at(-1)).toMatchObject({
        outcome: 'failed',
        meta: { actor: 'user:default/bob' },
      });
      world.portal.deny.clear();
      await expect(
        invoke(action, input, mockCredentials.service() as never),
      ).rejects.toThrow(/needs a signed-in user/);
      await expect(invoke(action, { ...input, reason: '' })).rejects.toThrow(
        /reason must say why/,
      );
      await expect(
        invoke(action, { ...input, name: 'ws-none-abcdefgh' }),
      ).rejects.toThrow(
        /ws-none-abcdefgh .* is not a workspace of this portal/,
      );
      expect((await deployment()).spec?.replicas).toBe(1);
    },
  );

  it('are deleted with a tick only, and leave no volume', async () => {
    expect(await change('delete-workspace', { dryRun: true })).toMatchObject({
      plan: { findings: [{ id: 'data', severity: 'confirm' }] },
    });
    await expect(change('delete-workspace')).rejects.toThrow(/data/);
    expect(
      await change('delete-workspace', { acknowledged: ['data'] }),
    ).toMatchObject({ result: { outcome: 'applied' } });
    await eventually(async () => {
      await expect(deployment()).rejects.toThrow('not found');
      await expect(
        world.client.get<V1PersistentVolumeClaim>({
          type: TYPES.PersistentVolumeClaim,
          ...ref,
        }),
      ).rejects.toThrow('not found');
    });
  });
});
