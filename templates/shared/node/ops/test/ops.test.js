import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import client from 'prom-client';
import { createOps } from '../src/ops.js';
import { close, listen } from '../src/serve.js';

const state = { alive: true, ready: false };
const registry = new client.Registry();
new client.Counter({ name: 'seen_total', help: 'Seen', registers: [registry] });
const server = createOps({
  registry,
  isAlive: () => state.alive,
  isReady: () => {
    if (state.ready instanceof Error) {
      throw state.ready;
    }
    return state.ready;
  },
});
let url;

before(async () => {
  const { port } = await listen(server, 0);
  url = `http://127.0.0.1:${port}`;
});
after(() => close(server));

const status = async path => (await fetch(url + path)).status;

test('readiness and liveness are told apart', async () => {
  assert.equal(await status('/readyz'), 503);
  assert.equal(await status('/livez'), 200);
  state.ready = true;
  state.alive = false;
  assert.equal(await status('/readyz'), 200);
  assert.equal(await status('/livez'), 503);
});

test('a check that throws means: not ready', async () => {
  state.ready = new Error('the database is away');
  assert.equal(await status('/readyz'), 503);
});

test('metrics are in the text format', async () => {
  const answer = await fetch(`${url}/metrics`);
  assert.match(answer.headers.get('content-type'), /^text\/plain/);
  assert.match(await answer.text(), /^seen_total 0$/m);
});

test('nothing else is served', async () => {
  assert.equal(await status('/'), 404);
});
