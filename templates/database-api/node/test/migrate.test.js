import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { migrate, pending, readMigrations } from '../src/migrate.js';
import { Store } from '../src/store.js';

test('the migrations are numbered without a gap', async () => {
  const migrations = await readMigrations();
  assert.ok(migrations.length > 0);
});

test('a gap is refused', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'migrations-'));
  try {
    await writeFile(path.join(folder, '0001_one.sql'), '');
    await writeFile(path.join(folder, '0003_three.sql'), '');
    const url = pathToFileURL(`${folder}/`);
    await assert.rejects(readMigrations(url), /0003_three.sql is out of order/);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('what is left to do', () => {
  const migrations = [{ version: 1 }, { version: 2 }];
  assert.deepEqual(pending(migrations, []), migrations);
  assert.deepEqual(pending(migrations, [1]), [{ version: 2 }]);
  assert.deepEqual(pending(migrations, [1, 2]), []);
});

test('a database that is ahead, as after a rollback, is left as it is', () => {
  assert.deepEqual(pending([{ version: 1 }], [1, 2, 3]), []);
});

const connectionString = process.env.TEST_DATABASE_URL;

test(
  'a real database is migrated once, and used',
  { skip: connectionString ? false : 'TEST_DATABASE_URL is not set' },
  async () => {
    const pool = new pg.Pool({ connectionString, max: 1 });
    try {
      await pool.query('DROP TABLE IF EXISTS items, schema_migrations');
      const migrations = await readMigrations();
      assert.equal(await migrate(pool, migrations), migrations.length);
      assert.equal(await migrate(pool, migrations), 0);
      const broken = {
        version: migrations.length + 1,
        name: 'broken',
        sql: 'CREATE TABLE half (); SELECT nothing',
      };
      await assert.rejects(migrate(pool, [...migrations, broken]), /broken/);
      assert.equal(await migrate(pool, migrations.slice(0, 1)), 0);
      const store = new Store(pool);
      assert.equal(await store.version(), migrations.length);
      const item = await store.add('tea');
      assert.deepEqual(await store.list(), [item]);
    } finally {
      await pool.end();
    }
  },
);
