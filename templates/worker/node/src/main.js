import client from 'prom-client';
import { log } from './log.js';
import { createLoop } from './loop.js';
import { createOps } from './ops.js';
import { close, listen, stopSignal } from './serve.js';
import { work } from './work.js';

const seconds = (name, otherwise) => {
  const value = Number(process.env[name]);
  return (value > 0 ? value : otherwise) * 1000;
};

const registry = new client.Registry();
client.collectDefaultMetrics({ register: registry });
const loop = createLoop({
  work,
  registry,
  intervalMs: seconds('INTERVAL_SECONDS', 10),
  hangsAfterMs: seconds('HANGS_AFTER_SECONDS', 300),
});
const ops = createOps({ ...loop, registry });
const opsPort = Number(process.env.OPS_PORT ?? 9090);
await listen(ops, opsPort);
log('info', 'working', { opsPort });

const stop = new AbortController();
stopSignal().then(signal => {
  log('info', 'stopping', { signal });
  stop.abort();
});
await loop.run(stop.signal);
await close(ops, 1_000);
log('info', 'stopped');
