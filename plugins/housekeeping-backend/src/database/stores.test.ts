import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { CapacitySample } from '@fairway-idp/backstage-plugin-fairway-common';
import { testDatabaseIds } from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { PoolWarning } from '../domain/capacity/toTell';
import { openDatabase } from './migrate';
import { PassStore } from './PassStore';
import { ProgressStore } from './ProgressStore';
import { SampleStore } from './SampleStore';
import { SightingStore } from './SightingStore';
import { WarnedPoolStore } from './WarnedPoolStore';

jest.setTimeout(60_000);

const HOUR = 3_600_000;
const START = Date.parse('2026-02-01T00:00:00.000Z');
const at = (hours: number) => new Date(START + hours * HOUR);
const NONE = new Set<string>();

const databases = TestDatabases.create({
  ids: testDatabaseIds(),
  disableDocker: true,
});

describe.each(databases.eachSupportedId())('the stores on %p', id => {
  async function open() {
    const knex = await databases.init(id);
    return openDatabase(mockServices.database({ knex }));
  }

  it('know since when something was seen so, without a gap', async () => {
    const store = SightingStore.create({ knex: await open(), gap: 24 * HOUR });
    const note = (hours: number, keys: string[], restarted = NONE) =>
      store.note('dev', { sighted: new Set(keys), restarted }, at(hours));
    const since = async (hours: number) =>
      Object.fromEntries(await store.since('dev', at(hours)));
    await note(0, ['a', 'b', 'c']);
    await note(5, ['a', 'b', 'd'], new Set(['b']));
    expect(await since(6)).toEqual({
      a: at(0).toISOString(),
      b: at(5).toISOString(),
      d: at(5).toISOString(),
    });
    expect(await since(30)).toEqual({});
    await note(30, ['a']);
    expect(await since(31)).toEqual({ a: at(30).toISOString() });
    expect(await store.since('other', at(31))).toEqual(new Map());
  });

  it('take many sightings at once', async () => {
    const store = SightingStore.create({ knex: await open(), gap: HOUR });
    const keys = new Set(Array.from({ length: 1_500 }, (_, i) => `k${i}`));
    await store.note('dev', { sighted: keys, restarted: NONE }, at(0));
    expect((await store.since('dev', at(0))).size).toBe(1_500);
    await store.note('dev', { sighted: NONE, restarted: NONE }, at(0.5));
    expect((await store.since('dev', at(0.5))).size).toBe(0);
  });

  it('keep the last pass over each cluster', async () => {
    const store = PassStore.create({ knex: await open() });
    await store.set({ cluster: 'dev', at: 'x', message: 'one' });
    await store.set({ cluster: 'dev', at: 'y', message: 'two' });
    expect(await store.all()).toEqual(
      new Map([['dev', { at: 'y', message: 'two' }]]),
    );
  });

  const sample = (hours: number, requested: number): CapacitySample => {
    const use = { allocatable: 8, requested };
    return {
      at: at(hours).toISOString(),
      nodes: 2,
      cpu: { ...use, used: requested / 2 },
      memory: use,
      pods: use,
    };
  };

  it('keep samples, coarser the longer ago', async () => {
    const store = SampleStore.create({ knex: await open() });
    for (const [hours, requested] of [
      [0, 1],
      [0.1, 3],
      [0.3, 5],
      [30, 7],
    ]) {
      await store.add('dev', [{ pool: 'a', sample: sample(hours, requested) }]);
    }
    const samples = async (hours: number) =>
      (await store.since('dev', at(hours))).get('a') ?? [];
    expect(await samples(0)).toHaveLength(4);
    await store.thin(at(30));
    // The first two were within one quarter of an hour.
    expect(await samples(0)).toMatchObject([
      { at: at(0.1).toISOString(), cpu: { requested: 2, used: 1 } },
      { at: at(0.3).toISOString(), cpu: { requested: 5 } },
      { at: at(30).toISOString(), memory: { requested: 7 } },
    ]);
    expect((await samples(0))[0].memory.used).toBeUndefined();
    await store.thin(at(30));
    expect(await samples(0)).toHaveLength(3);
    await store.thin(at(24 * 60));
    expect(await samples(0)).toHaveLength(2);
    await store.thin(at(24 * 800));
    expect(await samples(0)).toEqual([]);
  });

  it('count two replicas that sample at once as one', async () => {
    const store = SampleStore.create({ knex: await open() });
    const one = { pool: 'a', sample: sample(0, 1) };
    await Promise.all([store.add('dev', [one]), store.add('dev', [one])]);
    expect((await store.since('dev', at(0))).get('a')).toHaveLength(1);
  });

  it('know how far a pass is, until it ends or falls silent', async () => {
    const store = ProgressStore.create({ knex: await open() });
    const tell = (message: string, hours: number, since = 'x') =>
      store.tell({
        ...{ cluster: 'dev', since, message },
        at: at(hours).toISOString(),
      });
    await tell('one', 0);
    await tell('two', 0);
    expect(await store.all(at(0))).toEqual(
      new Map([['dev', { since: 'x', message: 'two' }]]),
    );
    expect(await store.all(at(0.1))).toEqual(new Map());
    await tell('three', 1, 'y');
    // The pass before it ends late.
    await store.end({ cluster: 'dev', since: 'x' });
    expect((await store.all(at(1))).get('dev')?.message).toBe('three');
    await store.end({ cluster: 'dev', since: 'y' });
    expect(await store.all(at(1))).toEqual(new Map());
  });

  it('know of which pools was told, until that is over', async () => {
    const store = WarnedPoolStore.create({ knex: await open() });
    const warning: PoolWarning = {
      pool: 'a',
      resource: 'cpu',
      severity: 'medium',
      ...{ share: 0.9, message: 'm', method: 'h' },
    };
    await store.told('dev', [warning], at(0));
    await store.told('dev', [{ ...warning, severity: 'high' }], at(1));
    const [told, ...more] = await store.of('dev');
    expect(more).toEqual([]);
    expect(told).toEqual({
      ...{ pool: 'a', resource: 'cpu', severity: 'high' },
      at: at(1).toISOString(),
    });
    expect(await store.of('other')).toEqual([]);
    await store.forget('dev', [told]);
    expect(await store.of('dev')).toEqual([]);
  });

  it('are taken away and made anew by the migrations', async () => {
    const knex = await open();
    const directory = resolvePackagePath(
      '@fairway-idp/backstage-plugin-housekeeping-backend',
      'migrations',
    );
    await knex.migrate.rollback({ directory }, true);
    expect(await knex.schema.hasTable('housekeeping_samples')).toBe(false);
    await knex.migrate.latest({ directory });
    expect(await PassStore.create({ knex }).all()).toEqual(new Map());
  });
});
