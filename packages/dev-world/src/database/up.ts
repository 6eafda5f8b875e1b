import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from '../build/run.ts';
import { CannotRun, hasRealNode, untilAnswers } from '../services/context.ts';
import type { ServiceContext } from '../services/context.ts';
import { secret } from '../services/secrets.ts';
import { Confinement } from '../world/confinement.ts';
import { startPart } from '../world/parts.ts';
import { worldFolder } from '../world/paths.ts';
import { chooseServicePort } from '../world/ports.ts';
import { systemPath } from '../world/processes.ts';
import type { DatabaseState, WorldState } from '../world/types.ts';
import { hostBasedAccess, serverArguments, setUpStatements } from './config.ts';
import type { Reach } from './config.ts';
import { findPostgres } from './postgres.ts';

const DATABASE = 'previews';

/** Starts a PostgreSQL server of the world's own, with the programs that the system has. */
export async function upDatabase(
  context: ServiceContext,
): Promise<DatabaseState> {
  const { root, state, signal } = context;
  const programs = findPostgres();
  if (!programs) {
    throw new CannotRun('PostgreSQL is not installed (package postgresql)');
  }
  const folder = path.join(worldFolder(root, state.name), 'database');
  const confinement = Confinement.create({
    accounts: ['postgres', 'nobody'],
    folders: { database: folder },
    own: 'database',
  });
  const port = await chooseServicePort(state.index, 'database');
  const superuser = { user: 'postgres', password: secret() };
  await initialise(programs, confinement, folder, superuser.password);
  const reach = reachOf(state);
  writeFileSync(path.join(folder, 'data/pg_hba.conf'), hostBasedAccess(reach));
  const server = startPart(root, state, {
    name: 'database',
    // Killed, it would leave a segment of shared memory and its children.
    stop: 'SIGQUIT',
    command: confinement.wrap([
      path.join(programs, 'postgres'),
      ...['-D', path.join(confinement.at('database'), 'data')],
      ...serverArguments(port, reach),
    ]),
  });
  const admin = { user: 'fairway', password: secret() };
  const database: DatabaseState = {
    version: '',
    port,
    host: '127.0.0.1',
    ...(hasRealNode(state) && { clusterHost: state.network.hostAddress }),
    database: DATABASE,
    admin,
    superuser,
  };
  const asSuperuser = (sql: string) =>
    psql(database, { as: 'superuser', database: 'postgres', sql });
  await untilAnswers(
    'database',
    server,
    async () => {
      [database.version] = (await asSuperuser('SHOW server_version;')).split(
        ' ',
      );
    },
    signal,
  );
  await asSuperuser(setUpStatements(DATABASE, admin));
  return database;
}

/** Runs statements as one of the two users and returns what they print. */
export function psql(
  server: DatabaseState,
  options: { as: 'admin' | 'superuser'; database?: string; sql: string },
): Promise<string> {
  const { user, password } = server[options.as];
  const program = path.join(findPostgres() ?? '', 'psql');
  const url = `postgresql://${user}@${server.host}:${server.port}/${
    options.database ?? server.database
  }`;
  const flags = ['--no-psqlrc', '--quiet', '--tuples-only', '--no-align'];
  return run([program, ...flags, '--set=ON_ERROR_STOP=1', url], {
    env: { PATH: systemPath(), PGPASSWORD: password, PGCONNECT_TIMEOUT: '3' },
    input: options.sql,
  }).then(text => text.trim());
}

async function initialise(
  programs: string,
  confinement: Confinement,
  folder: string,
  password: string,
): Promise<void> {
  const passwordFile = path.join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  confinement.give(passwordFile);
  const at = confinement.at('database');
  await run(
    confinement.wrap([
      path.join(programs, 'initdb'),
      ...['--pgdata', path.join(at, 'data'), '--username', 'postgres'],
      ...['--pwfile', path.join(at, 'password'), '--auth', 'scram-sha-256'],
      ...['--encoding', 'UTF8', '--locale', 'C', '--no-sync'],
    ]),
    { env: { PATH: systemPath(), HOME: at, LC_ALL: 'C' } },
  );
  rmSync(passwordFile);
}

/** Pods come with their own addresses, or with that of their node. */
function reachOf(state: WorldState): Reach {
  const { hostAddress, nodeAddress } = state.network;
  return hasRealNode(state)
    ? {
        listen: ['127.0.0.1', hostAddress],
        networks: [state.podCIDR, `${nodeAddress}/32`],
      }
    : { listen: ['127.0.0.1'], networks: [] };
}
