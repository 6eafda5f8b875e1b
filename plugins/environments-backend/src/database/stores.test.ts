import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { contentHash, type LedgerFact } from '../domain/ledger/entry';
import { verifyLedger } from '../domain/ledger/verify';
import { verifyLedgerText } from '../domain/ledger/verifyText';
import { LedgerStore } from './LedgerStore';
import { openDatabase } from './migrate';
import { WarningStore } from './WarningStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_17', 'SQLITE_3'],
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
    const ledger = LedgerStore.create({ knex: await open() });
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
    const warnings = WarningStore.create({ knex: await open() });
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
});
