import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { testDatabaseIds } from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { PreviewRecord } from '../domain/preview/record/record';
import { openDatabase } from './migrate';
import { PreviewStore } from './PreviewStore';
import { RepositoryStore } from './RepositoryStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: testDatabaseIds(),
  disableDocker: true,
});

const record = (number: number): PreviewRecord => ({
  key: { host: 'git.example.com', repositoryId: '7', number },
  name: `pv-storefront-${number}`,
  cluster: 'dev',
  repository: 'shop/storefront',
  owner: 'group:default/shop',
  tier: 's',
  told: {},
});

describe.each(databases.eachSupportedId())('previews on %p', id => {
  async function open() {
    const knex = await databases.init(id);
    return openDatabase(mockServices.database({ knex }));
  }

  it('loses no change, also when many change the same at once', async () => {
    const store = PreviewStore.create({ knex: await open() });
    const { key } = record(1);
    await Promise.all([store.add(record(1)), store.add(record(1))]);
    await Promise.all(
      Array.from({ length: 5 }, (_, i) =>
        store.update(key, one => ({
          ...one,
          notes: {
            commit: 'c',
            messages: [...(one.notes?.messages ?? []), `${i}`],
          },
        })),
      ),
    );
    const found = await store.get(key);
    expect(found?.notes?.messages.sort()).toEqual(['0', '1', '2', '3', '4']);
  });

  it('finds, tells of changes only, and forgets', async () => {
    const store = PreviewStore.create({ knex: await open() });
    const told: number[] = [];
    const stop = store.onChange(({ number }) => told.push(number));
    await store.add(record(2));
    await store.add(record(3));
    await store.update(record(2).key, one => ({ ...one }));
    expect(told).toEqual([2, 3]);
    expect(await store.byName('pv-storefront-2')).toEqual(record(2));
    const numbers = async (repository: { id?: string; fullName: string }) =>
      (await store.ofRepository('git.example.com', repository)).map(
        one => one.key.number,
      );
    expect(await numbers({ fullName: 'shop/storefront' })).toEqual([3, 2]);
    expect(await numbers({ id: '7', fullName: 'shop/renamed' })).toEqual([
      3, 2,
    ]);
    expect(await numbers({ id: '8', fullName: 'shop/storefront' })).toEqual([]);
    await store.forget(record(2).key);
    expect(await store.get(record(2).key)).toBeUndefined();
    expect(
      await store.update(record(2).key, one => ({ ...one, trouble: 'x' })),
    ).toBeUndefined();
    expect(told).toEqual([2, 3, 2]);
    stop();
  });

  it('keeps what the last complete list said beside a problem', async () => {
    const store = RepositoryStore.create({ knex: await open() });
    const at = ['git.example.com', 'shop/storefront'] as const;
    expect(await store.get(...at)).toBeUndefined();
    const readAt = '2026-02-02T12:00:00.000Z';
    await store.note(...at, { readAt, forks: 2 });
    await store.note(...at, { problem: 'HTTP 503' });
    expect(await store.get(...at)).toEqual({
      readAt,
      forks: 2,
      problem: 'HTTP 503',
    });
    await store.note(...at, { readAt, forks: 1 });
    expect(await store.get(...at)).toEqual({ readAt, forks: 1 });
  });
});
