import {
  describeWithCluster,
  eventually,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import { verifyLedgerText } from '@fairway-idp/backstage-plugin-fairway-node';
import type { CleanupFinding } from '@fairway-idp/backstage-plugin-fairway-common';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { V1Job, V1Pod } from '@kubernetes/client-node';
import {
  claim,
  deployment,
  job,
  mounting,
  pod,
  statefulSet,
} from './__testUtils__/objects';
import { startWorld, type TestWorld } from './__testUtils__/testWorld';
import { TYPES } from './domain/kinds/resourceTypes';

jest.setTimeout(120_000);

/** So that a test can wait for it, and be surely within it when it looks twice. */
const NOTICE = 5_000;
const noticeHours = NOTICE / 3_600_000;
const rule = (target: string, more: object = {}) => ({
  target,
  olderThanHours: 0,
  noticeHours,
  ...more,
});

describeWithCluster('cleanup', cluster => {
  let world: TestWorld;
  let open: string;

  beforeAll(async () => {
    world = await startWorld(cluster(), {
      rules: [
        rule('old-pod'),
        rule('finished-job'),
        rule('failed-job'),
        rule('unbound-claim', { namespaces: ['hk-open', 'hk-closed'] }),
        rule('empty-namespace'),
      ],
      cap: { maxCount: 6, maxPercent: 100 },
    });
    open = await world.sandbox('tidy');
  });

  afterAll(async () => {
    await world?.stop();
  });

  type Kind = 'Pod' | 'Job' | 'PersistentVolumeClaim' | 'Namespace';
  const pathOf = (kind: Kind, namespace: string, name: string) => ({
    type: TYPES[kind],
    ...(kind !== 'Namespace' && { namespace }),
    name,
  });
  const isThere = async (kind: Kind, namespace: string, name: string) => {
    const found = await world.client
      .get(pathOf(kind, namespace, name))
      .catch(() => undefined);
    return found !== undefined && !found.metadata?.deletionTimestamp;
  };
  const apply = (
    ...objects: Parameters<ReturnType<typeof cluster>['applyObjects']>[0]
  ) => cluster().applyObjects(objects);
  const findings = async (
    query: object = {},
    who = 'alice',
  ): Promise<CleanupFinding[]> => {
    const { body } = await world.portal.get(
      '/findings',
      { scope: 'all', ...query },
      who,
    );
    expect(body.clusters).toMatchObject([{ name: 'main', state: 'live' }]);
    return body.clusters[0].findings;
  };
  const find = async (name: string, query: object = {}) =>
    (await findings(query)).find(one => one.name === name);
  const rest = () => new Promise(resolve => setTimeout(resolve, NOTICE + 500));
  const state = async (name: string) => (await find(name))?.state;
  const untilState = async (name: string, wanted: string) =>
    eventually(async () => {
      await world.portal.pass();
      expect(await state(name)).toBe(wanted);
    });
  const change = (verb: string, kind: Kind, name: string, more: object = {}) =>
    world.portal.post(`/object/${verb}`, {
      cluster: 'main',
      namespace: open,
      kind,
      name,
      reason: 'The test wants it',
      ...more,
    });
  const finish = async (
    name: string,
    condition: 'Complete' | 'Failed',
  ): Promise<void> => {
    const at = new Date(Date.now() - 5_000).toISOString();
    const path = { ...pathOf('Job', open, name), subresource: 'status' };
    await world.client.patch<V1Job>(path, {
      type: 'application/merge-patch+json',
      body: {
        status: {
          startTime: at,
          ...(condition === 'Complete' && { completionTime: at, succeeded: 1 }),
          conditions: [
            {
              type:
                condition === 'Complete'
                  ? 'SuccessCriteriaMet'
                  : 'FailureTarget',
              status: 'True',
              lastTransitionTime: at,
            },
            { type: condition, status: 'True', lastTransitionTime: at },
          ],
        },
      },
    });
  };

  it('deletes nothing while warnings cannot be delivered (P1)', async () => {
    world.portal.mail.works = false;
    await apply(claim(open, 'mute'));
    await eventually(async () => expect(await state('mute')).toBe('candidate'));
    await world.portal.pass();
    await rest();
    await world.portal.pass();
    expect(await isThere('PersistentVolumeClaim', open, 'mute')).toBe(true);
    expect(await state('mute')).toBe('candidate');
    world.portal.mail.works = true;
    const gone = await change('delete', 'PersistentVolumeClaim', 'mute');
    expect(gone.body).toMatchObject({ outcome: 'applied' });
    await eventually(async () =>
      expect(await isThere('PersistentVolumeClaim', open, 'mute')).toBe(false),
    );
  });

  it('warns the owner, waits, looks again, deletes and writes it down', async () => {
    await apply(claim(open, 'doomed'));
    await untilState('doomed', 'warned');
    const [told] = world.portal.sent.filter(({ payload }) =>
      payload.description?.includes('doomed'),
    );
    expect(told.recipients).toEqual({
      type: 'entity',
      entityRef: 'user:default/alice',
    });
    expect(await find('doomed')).toMatchObject({
      owner: 'user:default/alice',
      ownerFrom: 'environment',
      deletion: { how: 'delete', losesData: false },
    });
    expect(await isThere('PersistentVolumeClaim', open, 'doomed')).toBe(true);
    await rest();
    await eventually(async () => {
      await world.portal.pass();
      expect(await isThere('PersistentVolumeClaim', open, 'doomed')).toBe(
        false,
      );
    });
    const { text } = await world.portal.get('/ledger').buffer();
    expect(text).toContain('fairway:housekeeping');
    expect(verifyLedgerText(text, { minimumNotice: NOTICE })).toMatchObject({
      problems: [],
      deletions: 2,
    });
  });

  it('warns anew of what was renewed (S9), and keeps what is protected', async () => {
    await apply(claim(open, 'renewed'), claim(open, 'precious'));
    await untilState('renewed', 'warned');
    const renewed = await change('renew', 'PersistentVolumeClaim', 'renewed');
    expect(renewed.body).toMatchObject({ outcome: 'applied' });
    await change('protect', 'PersistentVolumeClaim', 'precious');
    await rest();
    await untilState('renewed', 'renewed');
    expect(await find('precious')).toMatchObject({
      state: 'kept',
      protection: { by: 'user:default/alice', reason: 'The test wants it' },
    });
    // Its time is over again: a moment ago.
    const at = new Date(Date.now() - 1_000).toISOString();
    await world.client.patch(pathOf('PersistentVolumeClaim', open, 'renewed'), {
      type: 'application/merge-patch+json',
      body: { metadata: { annotations: { 'fairway.dev/keep-until': at } } },
    });
    await untilState('renewed', 'warned');
    expect(await isThere('PersistentVolumeClaim', open, 'renewed')).toBe(true);
    const blocked = await change('delete', 'PersistentVolumeClaim', 'precious');
    expect(blocked.body.error.message).toContain(
      'protected by user:default/alice',
    );
    const audit = world.portal.audit.filter(
      ({ meta }) => meta.name === 'renewed' && meta.actionType === 'renew',
    );
    expect(audit).toMatchObject([
      {
        outcome: 'succeeded',
        meta: {
          writtenAs: 'backstage:default/alice',
          reason: 'The test wants it',
        },
      },
    ]);
    await change('protect', 'PersistentVolumeClaim', 'renewed');
  });

  it('leaves volumes alone that any template names (S11, S12)', async () => {
    await apply(
      statefulSet(open, 'db', 0),
      claim(open, 'data-db-0'),
      claim(open, 'data-db-7'),
      deployment(open, 'web', { replicas: 0, pod: mounting('cache') }),
      claim(open, 'cache'),
      claim(open, 'loose'),
    );
    await eventually(async () => expect(await state('loose')).toBeDefined());
    const found = (await findings()).map(({ name }) => name);
    expect(found).not.toContain('data-db-0');
    expect(found).not.toContain('data-db-7');
    expect(found).not.toContain('cache');
    const { body } = await world.portal.get('/what-if', {
      namespace: open,
      rule: 'unbound-claim',
    });
    const used = body.clusters[0].survivors.find(
      ({ reason }: { reason: string }) => reason === 'in-use',
    );
    expect(used.examples.map(({ why }: { why: string }) => why).sort()).toEqual(
      [
        'It is used by Deployment web',
        'It is used by StatefulSet db',
        'It is used by StatefulSet db',
      ],
    );
    await change('protect', 'PersistentVolumeClaim', 'loose');
  });

  it('evicts pods that come back, and no others', async () => {
    await apply(deployment(open, 'api'), pod(open, 'bare'));
    const pods = () =>
      world.client.list<V1Pod>(TYPES.Pod, {
        namespace: open,
        labelSelector: 'app=api',
      });
    await eventually(async () => expect(await pods()).toHaveLength(1));
    const [{ metadata }] = await pods();
    await untilState(metadata!.name!, 'warned');
    expect(await find('bare')).toMatchObject({
      state: 'kept',
      message: expect.stringContaining('no controller owns it'),
    });
    await rest();
    await eventually(async () => {
      await world.portal.pass();
      expect(await isThere('Pod', open, metadata!.name!)).toBe(false);
    });
    await eventually(async () => expect(await pods()).toHaveLength(1));
    expect(await isThere('Pod', open, 'bare')).toBe(true);
    const { text } = await world.portal.get('/ledger').buffer();
    expect(text).toContain(metadata!.name!);
  });

  it('deletes jobs that ended, and leaves those of others alone', async () => {
    await apply(
      job(open, 'done'),
      job(open, 'broken'),
      job(open, 'going'),
      job(open, 'dated', { ttlSecondsAfterFinished: 86_400 }),
    );
    await finish('done', 'Complete');
    await finish('broken', 'Failed');
    await finish('dated', 'Complete');
    await untilState('done', 'warned');
    await untilState('broken', 'warned');
    await rest();
    await eventually(async () => {
      await world.portal.pass();
      expect(await isThere('Job', open, 'done')).toBe(false);
      expect(await isThere('Job', open, 'broken')).toBe(false);
    });
    expect(await isThere('Job', open, 'going')).toBe(true);
    expect(await isThere('Job', open, 'dated')).toBe(true);
  });

  it('lets go of a namespace with nothing alive, and keeps one that sleeps (P4)', async () => {
    const empty = await world.sandbox('empty');
    const asleep = await world.sandbox('asleep', {
      labels: { 'fairway.dev/asleep': 'night' },
    });
    await untilState(empty, 'warned');
    expect(await state(asleep)).toBe('asleep');
    await rest();
    await eventually(async () => {
      await world.portal.pass();
      expect(await isThere('Namespace', empty, empty)).toBe(false);
    });
    expect(await isThere('Namespace', asleep, asleep)).toBe(true);
  });

  it('goes into no namespace of others unless rule and label say so (S22)', async () => {
    const { client } = world;
    const names = { open: 'hk-open', closed: 'hk-closed', other: 'hk-other' };
    for (const [key, name] of Object.entries(names)) {
      await cluster().applyObjects([
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: {
            name,
            labels:
              key === 'open' ? { 'fairway.dev/housekeeping': 'true' } : {},
          },
        },
      ]);
      await apply(claim(name, `claim-${key}`));
    }
    await untilState('claim-open', 'warned');
    expect(await find('claim-open')).toMatchObject({
      owner: 'group:default/platform',
      ownerFrom: 'fallback',
    });
    expect(await find('claim-closed')).toMatchObject({
      state: 'kept',
      message: expect.stringContaining('did not label it'),
    });
    expect(await find('claim-other')).toBeUndefined();
    await rest();
    await eventually(async () => {
      await world.portal.pass();
      expect(
        await isThere('PersistentVolumeClaim', names.open, 'claim-open'),
      ).toBe(false);
    });
    for (const name of Object.values(names)) {
      const { metadata } = await client.get({ type: TYPES.Namespace, name });
      await client.delete(
        { type: TYPES.Namespace, name },
        { uid: metadata!.uid! },
      );
    }
  });

  it('deletes none when too many are due at once, until a person says so (P5)', async () => {
    const names = Array.from({ length: 7 }, (_, i) => `many-${i}`);
    await apply(...names.map(name => claim(open, name)));
    for (const name of names) {
      await untilState(name, 'warned');
    }
    await rest();
    await world.portal.pass();
    const left = async () =>
      (
        await Promise.all(
          names.map(name => isThere('PersistentVolumeClaim', open, name)),
        )
      ).filter(Boolean).length;
    expect(await left()).toBe(7);
    const { body: plan } = await world.portal.post('/run/plan', {});
    expect(plan.findings).toMatchObject([
      {
        id: 'cap',
        severity: 'confirm',
        message: expect.stringContaining('housekeeping.cap.maxCount (6)'),
      },
    ]);
    const run = (more: object) =>
      world.portal.post('/run', { reason: 'Really all of them', ...more });
    const { body: careless } = await run({});
    expect(careless.clusters[0].blocked).toContain('maxCount');
    const stale = await run({ version: 'other', acknowledged: ['cap'] });
    expect(stale.status).toBe(409);
    expect(await left()).toBe(7);
    const { body } = await run({
      version: plan.version,
      acknowledged: ['cap'],
    });
    // Some old pod may be due, too.
    expect(body.clusters[0].problems).toEqual([]);
    expect(body.clusters[0].deleted).toBeGreaterThanOrEqual(7);
    expect(await left()).toBe(0);
  });

  it('says for every survivor why (P9)', async () => {
    const ask = { inHours: 24 };
    // Things come and go between the two questions.
    await eventually(async () => {
      const { text } = await world.portal.get('/what-if/export', ask).buffer();
      const lines = text
        .trim()
        .split('\n')
        .map(line => JSON.parse(line));
      expect(lines.length).toBeGreaterThan(5);
      expect(lines.filter(({ why }) => !why)).toEqual([]);
      const { body } = await world.portal.get('/what-if', ask);
      const [{ survivors, deletedCount }] = body.clusters;
      const counted = survivors.reduce(
        (sum: number, { count }: { count: number }) => sum + count,
        deletedCount,
      );
      expect(counted).toBe(lines.length);
    });
  });

  it('shows and does nothing without permission, and nothing to nobody', async () => {
    const { portal } = world;
    expect((await portal.anonymous('/findings')).status).toBe(401);
    const deny = (name: string) =>
      portal.decisions.set(name, { result: AuthorizeResult.DENY });
    deny('housekeeping.read');
    deny('housekeeping.renew');
    deny('housekeeping.run');
    deny('housekeeping.ledger.read');
    deny('housekeeping.capacity.read');
    const messages = [
      (await portal.get('/findings')).body.error.message,
      (await change('renew', 'PersistentVolumeClaim', 'loose')).body.error
        .message,
      (await portal.post('/run', { reason: 'Because' })).body.error.message,
      (await portal.get('/ledger')).body.error.message,
      (await portal.get('/capacity')).body.error.message,
    ];
    portal.decisions.set('housekeeping.read', {
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'housekeeping',
      resourceType: 'housekeeping-object',
      conditions: {
        rule: 'IS_OBJECT_OWNER',
        resourceType: 'housekeeping-object',
        params: { claims: ['user:default/bob'] },
      },
    });
    const seen = await findings({}, 'bob');
    portal.decisions.clear();
    expect(messages).toEqual([
      expect.stringContaining('housekeeping.read'),
      expect.stringContaining('housekeeping.renew'),
      expect.stringContaining('housekeeping.run'),
      expect.stringContaining('housekeeping.ledger.read'),
      expect.stringContaining('housekeeping.capacity.read'),
    ]);
    expect(seen).toEqual([]);
    expect((await findings()).length).toBeGreaterThan(0);
  });
});
