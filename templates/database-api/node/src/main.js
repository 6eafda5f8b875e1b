import pg from 'pg';
import client from 'prom-client';
import { log } from './log.js';
import { migrate, readMigrations } from './migrate.js';
import { createOps } from './ops.js';
import { close, listen, stopSignal } from './serve.js';
import { createApp } from './server.js';
import { Store } from './store.js';

const connectionString = process.env.DATABASE_URL;
if (!connectionString) {
  log('error', 'DATABASE_URL is not set');
  process.exit(1);
}
const migrations = await readMigrations();

if (process.argv[2] === 'migrate') {
  const connection = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 10_000,
  });
  await connection.connect();
  const done = await migrate(connection, migrations);
  log('info', 'the database is up to date', { migrations: done });
  await connection.end();
  process.exit(0);
}

const pool = new pg.Pool({
  connectionString,
  max: 10,
  // Without an answer for so long, a request fails: it does not wait in line.
  connectionTimeoutMillis: 5_000,
  query_timeout: 10_000,
});
// A connection that breaks while nobody uses it is no reason to end.
pool.on('error', error =>
  log('warn', 'a connection broke', { error: error.message }),
);
const store = new Store(pool);
const registry = new client.Registry();
client.collectDefaultMetrics({ register: registry });

let stopping = false;
const app = createApp({ store, registry });
const ops = createOps({
  registry,
  isAlive: () => true,
  isReady: async () =>
    !stopping && (await store.version()) >= migrations.length,
});
const port = Number(process.env.PORT ?? 8080);
const opsPort = Number(process.env.OPS_PORT ?? 9090);
// First, as whoever is ready is sent requests.
await listen(app, port);
await listen(ops, opsPort);
log('info', 'listening', { port, opsPort });

const signal = await stopSignal();
log('info', 'stopping', { signal });
stopping = true;
await close(app);
await close(ops, 1_000);
await pool.end();
log('info', 'stopped');
