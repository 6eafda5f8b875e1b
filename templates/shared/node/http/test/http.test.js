import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import client from 'prom-client';
import { createHttp, json } from '../src/http.js';
import { close, listen } from '../src/serve.js';

const registry = new client.Registry();
const server = createHttp({
  registry,
  routes: {
    'GET /fine': (_request, response) => json(response, 200, { fine: true }),
    'GET /broken': () => {
      throw new Error('broken');
    },
  },
});
let url;

before(async () => {
  const { port } = await listen(server, 0);
  url = `http://127.0.0.1:${port}`;
});
after(() => close(server));

const status = async path => {
  const answer = await fetch(url + path);
  await answer.text();
  return answer.status;
};

test('routes are found, also with a query', async () => {
  assert.equal(await status('/fine'), 200);
  assert.equal(await status('/fine?a=b'), 200);
});

test('what is not there is said so, and what breaks, too', async () => {
  assert.equal(await status('/nowhere'), 404);
  assert.equal(await status('/broken'), 500);
});

test('requests are measured by route, not by path', async () => {
  await status('/a-path-of-its-own');
  const text = await registry.metrics();
  assert.match(
    text,
    /http_request_duration_seconds_count\{method="GET",route="\/fine",status="200"\} \d/,
  );
  assert.doesNotMatch(text, /a-path-of-its-own/);
});
