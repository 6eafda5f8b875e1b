import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import client from 'prom-client';
import { close, listen } from '../src/serve.js';
import { createApp } from '../src/server.js';

const server = createApp({ name: 'tested', registry: new client.Registry() });
let url;

before(async () => {
  const { port } = await listen(server, 0);
  url = `http://127.0.0.1:${port}`;
});
after(() => close(server));

test('the start page answers', async () => {
  const answer = await fetch(url);
  assert.equal(answer.status, 200);
  assert.deepEqual(await answer.json(), {
    service: 'tested',
    message: 'Hello',
  });
});
