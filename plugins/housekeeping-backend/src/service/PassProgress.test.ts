import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { openDatabase } from '../database/migrate';
import { ProgressStore } from '../database/ProgressStore';
import { PassProgress } from './PassProgress';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});

describe('PassProgress', () => {
  async function start() {
    const knex = await databases.init('SQLITE_3');
    const database = await openDatabase(mockServices.database({ knex }));
    let time = Date.parse('2026-03-01T12:00:00.000Z');
    const now = () => new Date(time);
    const progress = PassProgress.create({
      now,
      progress: ProgressStore.create({ knex: database }),
    });
    let changes = 0;
    const stop = progress.onChange(() => (changes += 1));
    return {
      progress,
      stop,
      changes: () => changes,
      wait: (ms: number) => (time += ms),
      message: async () => (await progress.all()).get('dev')?.message,
    };
  }

  it('tells what a pass does, numbers once a second, and that it ended', async () => {
    const { progress, changes, wait, message } = await start();
    const teller = progress.begin('dev');
    await teller.tell('Warning owners of 3 objects');
    expect(await message()).toBe('Warning owners of 3 objects');
    wait(999);
    await teller.count(1, 20, 'Deleting');
    expect(await message()).toBe('Warning owners of 3 objects');
    wait(1);
    await teller.count(2, 20, 'Deleting');
    expect(await message()).toBe('Deleting: 2 of 20');
    expect(changes()).toBe(2);
    await teller.end();
    expect(await message()).toBeUndefined();
    expect(changes()).toBe(3);
  });

  it('lets everybody look anew when a pass ends that had nothing to tell', async () => {
    const { progress, changes, stop, message } = await start();
    await progress.begin('dev').end();
    expect(await message()).toBeUndefined();
    expect(changes()).toBe(1);
    stop();
    await progress.begin('dev').end();
    expect(changes()).toBe(1);
  });
});
