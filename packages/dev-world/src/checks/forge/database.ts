import { run } from '../../build/run.ts';
import { psql } from '../../database/up.ts';
import { systemPath } from '../../world/processes.ts';
import { insideNode } from '../../world/realNode/start.ts';
import type { DatabaseState, WorldState } from '../../world/types.ts';

const ROLE = 'pv_check_1';

/** As Fairway would for a preview: a role, its schema, a table in it; then all of it gone. */
export async function checkDatabase(
  state: WorldState,
  database: DatabaseState,
): Promise<string[]> {
  const admin = (sql: string) => psql(database, { as: 'admin', sql });
  await admin(
    `CREATE ROLE ${ROLE} LOGIN PASSWORD 'check' CONNECTION LIMIT 5;
     GRANT ${ROLE} TO CURRENT_USER;
     GRANT CONNECT ON DATABASE ${database.database} TO ${ROLE};
     CREATE SCHEMA ${ROLE} AUTHORIZATION ${ROLE};
     ALTER ROLE ${ROLE} IN DATABASE ${database.database} SET search_path = ${ROLE};`,
  );
  const seen = await fromNode(
    state,
    database,
    'CREATE TABLE t (n int); INSERT INTO t VALUES (42); SELECT n, current_schema() FROM t;',
  );
  const gone = await admin(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${ROLE}';
     REVOKE CONNECT ON DATABASE ${database.database} FROM ${ROLE};
     DROP SCHEMA ${ROLE} CASCADE;
     DROP ROLE ${ROLE};
     SELECT count(*) FROM pg_namespace WHERE nspname = '${ROLE}';`,
  );
  const superuser = await admin(
    'SELECT rolsuper FROM pg_roles WHERE rolname = CURRENT_USER;',
  );
  return [
    ...(seen === `42|${ROLE}` ? [] : [`a preview's role saw ${seen}`]),
    ...(gone.endsWith('0') ? [] : ['the schema is still there']),
    ...(superuser === 'f' ? [] : ['Fairway is a superuser']),
  ];
}

/** Runs statements as a preview would: from the node's network, with its own role. */
async function fromNode(
  state: WorldState,
  { clusterHost, port, database }: DatabaseState,
  sql: string,
): Promise<string> {
  const holder = state.parts.find(part => part.name === 'node');
  if (!holder || !clusterHost) {
    throw new Error('there is no real node');
  }
  const url = `postgresql://${ROLE}@${clusterHost}:${port}/${database}`;
  const flags = ['--no-psqlrc', '--quiet', '--tuples-only', '--no-align'];
  const text = await run(
    insideNode(holder, ['psql', ...flags, url, '--command', sql]),
    { env: { PATH: systemPath(), PGPASSWORD: 'check' } },
  );
  return text.trim();
}
