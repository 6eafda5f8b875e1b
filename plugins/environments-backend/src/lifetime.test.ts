import {
  describeWithCluster,
  eventually,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import { ENVIRONMENT_ANNOTATIONS as A } from '@fairway-idp/backstage-plugin-fairway-common';
import type { V1Namespace } from '@kubernetes/client-node';
import {
  LedgerStore,
  verifyLedgerText,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { startWorld, type TestWorld } from './__testUtils__/testWorld';
import { LEDGER_TABLE } from './database/migrate';
import { TYPES } from './domain/kinds/resourceTypes';

jest.setTimeout(120_000);

/** So that a test can wait for it, and be surely within it when it looks twice. */
const NOTICE = 5_000;

describeWithCluster('lifetime', cluster => {
  let world: TestWorld;

  beforeAll(async () => {
    world = await startWorld(cluster(), {
      lifetime: { minimumNoticeHours: NOTICE / 3_600_000 },
      sandbox: { perOwner: 20 },
      cleanup: { maxCount: 2 },
    });
  });

  afterAll(async () => {
    await world?.stop();
  });

  const path = (name: string) => ({ type: TYPES.Namespace, name });
  const annotate = (name: string, expiresAt: string) =>
    world.client.patch<V1Namespace>(path(name), {
      type: 'application/merge-patch+json',
      body: { metadata: { annotations: { [A.expiresAt]: expiresAt } } },
    });
  const expired = async (title: string) => {
    const name = await world.sandbox(title);
    await annotate(name, '2026-01-01T00:00:00.000Z');
    return name;
  };
  const isGoing = async (name: string) => {
    const found = await world.client
      .get<V1Namespace>(path(name))
      .catch(() => undefined);
    return !found || Boolean(found.metadata?.deletionTimestamp);
  };
  const warnings = (name: string) =>
    world.portal.sent.filter(({ payload }) => payload.title.includes(name));
  const ledger = () =>
    LedgerStore.create({ ...world.portal, table: LEDGER_TABLE }).entries();
  const rest = () => new Promise(resolve => setTimeout(resolve, NOTICE + 500));
  const passes = async (count: number) => {
    for (let i = 0; i < count; i++) {
      await world.portal.pass();
      await new Promise(resolve => setTimeout(resolve, 200));
    }
  };

  it('deletes nothing while warnings cannot be delivered', async () => {
    world.portal.mail.works = false;
    const name = await expired('mute');
    await passes(2);
    await rest();
    await passes(2);
    expect(await isGoing(name)).toBe(false);
    expect(warnings(name)).toEqual([]);
    world.portal.mail.works = true;
    const ref = { cluster: 'main', namespace: name, reason: 'Not needed' };
    const gone = await world.portal.post('/environment/delete', ref);
    expect(gone.body).toMatchObject({ outcome: 'applied' });
    expect((await ledger()).at(-1)?.fact).toMatchObject({
      outcome: 'deleted',
      actor: 'user:default/alice',
    });
  });

  it('warns, waits, looks again, deletes and writes it down', async () => {
    const name = await expired('doomed');
    await eventually(async () => {
      await world.portal.pass();
      expect(warnings(name)).toHaveLength(1);
    });
    expect(warnings(name)[0].recipients).toEqual({
      type: 'entity',
      entityRef: 'user:default/alice',
    });
    await world.portal.pass();
    expect(await isGoing(name)).toBe(false);
    await rest();
    await eventually(async () => {
      await world.portal.pass();
      expect(await isGoing(name)).toBe(true);
    });
    expect(warnings(name)).toHaveLength(1);
    const entries = await ledger();
    expect(entries.slice(-2).map(({ fact }) => fact)).toMatchObject([
      { namespace: name, outcome: 'intended', actor: 'fairway:lifetime' },
      { namespace: name, outcome: 'deleted', rule: 'expired' },
    ]);
    const { text } = await world.portal.get('/ledger').buffer();
    expect(text.trim().split('\n')).toHaveLength(entries.length);
    expect(verifyLedgerText(text, { minimumNotice: NOTICE })).toMatchObject({
      problems: [],
    });
    world.portal.deny.add('environment.ledger.read');
    const denied = await world.portal.get('/ledger');
    world.portal.deny.clear();
    expect(denied.body.error.message).toContain('environment.ledger.read');
  });

  it('warns anew of what was renewed and expired again (S9)', async () => {
    const name = await expired('renewed');
    await eventually(async () => {
      await world.portal.pass();
      expect(warnings(name)).toHaveLength(1);
    });
    const renewed = await world.portal.post('/environment/renew', {
      cluster: 'main',
      namespace: name,
      days: 14,
      reason: 'Still needed',
    });
    expect(renewed.body).toMatchObject({ outcome: 'applied' });
    await rest();
    await passes(2);
    expect(await isGoing(name)).toBe(false);
    await annotate(name, '2026-01-02T00:00:00.000Z');
    await eventually(async () => {
      await world.portal.pass();
      expect(warnings(name)).toHaveLength(2);
    });
    expect(await isGoing(name)).toBe(false);
    await world.portal.post('/environment/protect', {
      cluster: 'main',
      namespace: name,
      reason: 'Needed for ever',
    });
    await rest();
    await passes(2);
    expect(await isGoing(name)).toBe(false);
  });

  it('deletes none when too many are due at once (P5)', async () => {
    const names: string[] = [];
    for (const title of ['one', 'two', 'three']) {
      names.push(await expired(title));
    }
    await eventually(async () => {
      await world.portal.pass();
      expect(names.flatMap(warnings)).toHaveLength(3);
    });
    await rest();
    await passes(3);
    const { text } = await world.portal.get('/environments', { scope: 'mine' });
    expect(text).toContain('more than environments.cleanup.maxCount (2)');
    expect(await Promise.all(names.map(isGoing))).toEqual([
      false,
      false,
      false,
    ]);
  });
});
