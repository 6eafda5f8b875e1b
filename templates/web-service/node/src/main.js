import client from 'prom-client';
import { log } from './log.js';
import { createOps } from './ops.js';
import { close, listen, stopSignal } from './serve.js';
import { createApp } from './server.js';

const port = Number(process.env.PORT ?? 8080);
const opsPort = Number(process.env.OPS_PORT ?? 9090);
const registry = new client.Registry();
client.collectDefaultMetrics({ register: registry });

let ready = false;
const app = createApp({
  name: process.env.SERVICE_NAME ?? 'service',
  registry,
});
const ops = createOps({ registry, isAlive: () => true, isReady: () => ready });

await listen(ops, opsPort);
await listen(app, port);
ready = true;
log('info', 'listening', { port, opsPort });

const signal = await stopSignal();
log('info', 'stopping', { signal });
// From now on no new requests come; those under way are answered.
ready = false;
await close(app);
await close(ops, 1_000);
log('info', 'stopped');
