import type { LedgerFact } from '@fairway-idp/backstage-plugin-fairway-common';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { testDatabaseIds } from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import {
  contentHash,
  LedgerStore,
  verifyLedger,
  verifyLedgerText,
  WarningStore,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { NoticeStore } from './NoticeStore';
import { LEDGER_TABLE, openDatabase, WARNING_TABLE } from './migrate';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: testDatabaseIds(),
  disableDocker: true,
});

const fact = (namespace: string): LedgerFact => ({
  at: '2026-02-03T12:00:00.000Z',
  outcome: 'intended',
  cluster: 'dev',
  namespace,
  uid: 'u',
  actor: 'user:default/alice',
  rule: 'asked for',
  evidence: [],
  before: { a: 1 },
  beforeHash: contentHash({ a: 1 }),
});

describe.each(databases.eachSupportedId())('the stores on %p', id => {
  async function open() {
    const knex = await databases.init(id);
    return openDatabase(mockServices.database({ knex }));
  }

  it('appends to one chain, also when many append at once', async () => {
    const ledger = LedgerStore.create({
      knex: await open(),
      table: LEDGER_TABLE,
    });
    await Promise.all(
      Array.from({ length: 5 }, (_, i) => ledger.append(fact(`n${i}`))),
    );
    const entries = await ledger.entries();
    const text = entries.map(entry => JSON.stringify(entry)).join('\n');
    expect(verifyLedger(entries, { minimumNotice: 0 }).problems).toEqual([]);
    expect(verifyLedgerText(text, { minimumNotice: 0 })).toMatchObject({
      entries: 5,
      problems: [],
    });
    expect(
      verifyLedgerText(text.replace('"n3"', '"nn"'), { minimumNotice: 0 })
        .problems,
    ).not.toEqual([]);
    expect(await ledger.entries({ after: 3 })).toHaveLength(2);
  });

  it('keeps the newest warning of each UID', async () => {
    const warnings = WarningStore.create({
      knex: await open(),
      table: WARNING_TABLE,
    });
    const base = {
      cluster: 'dev',
      namespace: 'sb-x',
      uid: 'u',
      recipient: 'user:default/alice',
      expiresAt: '2026-02-03T12:00:00.000Z',
    };
    await warnings.add({ ...base, deliveredAt: '2026-02-02T12:00:00.000Z' });
    await warnings.add({ ...base, deliveredAt: '2026-02-01T12:00:00.000Z' });
    const newest = { deliveredAt: '2026-02-02T12:00:00.000Z' };
    expect(await warnings.newestOf('dev', 'u')).toMatchObject(newest);
    expect((await warnings.newest('dev')).get('u')).toMatchObject(newest);
    expect(await warnings.newestOf('other', 'u')).toBeUndefined();
    await warnings.forget('dev', 'u');
    expect(await warnings.newestOf('dev', 'u')).toBeUndefined();
  });

  it('lets one of many tell what is told once', async () => {
    const notices = NoticeStore.create({ knex: await open() });
    const notice = { cluster: 'dev', uid: 'u', about: 'stuck' } as const;
    const claims = await Promise.all(
      Array.from({ length: 5 }, () => notices.claim(notice)),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await notices.claim({ ...notice, uid: 'other' })).toBe(true);
    await notices.release(notice);
    expect(await notices.claim(notice)).toBe(true);
  });

  it('reads the ledger in pages', async () => {
    const ledger = LedgerStore.create({
      knex: await open(),
      table: LEDGER_TABLE,
    });
    for (const name of ['a', 'b', 'c']) {
      await ledger.append(fact(name));
    }
    const sequences = async (page: { after?: number; limit?: number }) =>
      (await ledger.entries(page)).map(({ sequence }) => sequence);
    expect(await sequences({ limit: 2 })).toEqual([1, 2]);
    expect(await sequences({ after: 2, limit: 2 })).toEqual([3]);
    expect(await sequences({ after: 3 })).toEqual([]);
  });

  it('are taken away and made anew by the migrations', async () => {
    const knex = await open();
    await LedgerStore.create({ knex, table: LEDGER_TABLE }).append(fact('a'));
    const directory = resolvePackagePath(
      '@fairway-idp/backstage-plugin-environments-backend',
      'migrations',
    );
    await knex.migrate.rollback({ directory }, true);
    expect(await knex.schema.hasTable('environment_ledger')).toBe(false);
    await knex.migrate.latest({ directory });
    expect(
      await LedgerStore.create({ knex, table: LEDGER_TABLE }).entries(),
    ).toEqual([]);
  });
});
