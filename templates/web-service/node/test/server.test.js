import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import client from 'prom-client';
import { close, listen } from '../src/ops.js';
import { createApp } from '../src/server.js';

const registry = new client.Registry();
const server = createApp({ name: 'tested', registry });
let url;

before(async () => {
  const { port } = await listen(server, 0);
  url = `http://127.0.0.1:${port}`;
});
after(() => close(server));

test('the start page answers', async () => {
  const answer = await fetch(url);
  assert.equal(answer.status, 200);
  assert.deepEqual(await answer.json(), { service: 'tested', message: 'Hello' });
});

test('what is not there is said so', async () => {
  assert.equal((await fetch(`${url}/nowhere`)).status, 404);
  assert.equal((await fetch(url, { method: 'POST' })).status, 404);
});

test('requests are measured by route, not by path', async () => {
  await (await fetch(`${url}/a-path-of-its-own`)).text();
  const text = await registry.metrics();
  assert.match(text, /http_request_duration_seconds_count\{method="GET",route="\/",status="200"\} 1/);
  assert.doesNotMatch(text, /a-path-of-its-own/);
});
