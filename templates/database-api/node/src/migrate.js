import { readdir, readFile } from 'node:fs/promises';
import { log } from './log.js';

const FOLDER = new URL('../migrations/', import.meta.url);

/** Only one at a time migrates; the number is this program's own. */
const LOCK = 4_813_202_607;

/** The migrations of this program, in order: `0001_name.sql`, `0002_…`. */
export async function readMigrations(folder = FOLDER) {
  const files = (await readdir(folder)).filter(one => one.endsWith('.sql'));
  const migrations = await Promise.all(
    files.sort().map(async file => ({
      version: Number(file.match(/^\d+/)?.[0]),
      name: file,
      sql: await readFile(new URL(file, folder), 'utf8'),
    })),
  );
  migrations.forEach(({ version, name }, index) => {
    if (version !== index + 1) {
      throw new Error(
        `${name} is out of order: number ${index + 1} is expected`,
      );
    }
  });
  return migrations;
}

/**
 * What is left to do. A database that is ahead of this program is left as it is:
 * that is how it is after a rollback.
 */
export function pending(migrations, applied) {
  const newest = Math.max(0, ...applied);
  if (newest > migrations.length) {
    log('warn', 'the database is ahead of this program', {
      at: newest,
      known: migrations.length,
    });
  }
  return migrations.filter(({ version }) => !applied.includes(version));
}

/** Brings the database up to date; each migration is done wholly or not at all. */
export async function migrate(client, migrations) {
  await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
  try {
    await client.query(
      'CREATE TABLE IF NOT EXISTS schema_migrations (version int PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const { rows } = await client.query(
      'SELECT version FROM schema_migrations',
    );
    const todo = pending(
      migrations,
      rows.map(row => row.version),
    );
    for (const migration of todo) {
      await apply(client, migration);
    }
    return todo.length;
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK]);
  }
}

async function apply(client, { version, name, sql }) {
  log('info', 'migrating', { name });
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await client.query(
      'INSERT INTO schema_migrations (version, name) VALUES ($1, $2)',
      [version, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`${name}: ${error.message}`, { cause: error });
  }
}
