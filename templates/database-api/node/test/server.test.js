import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import client from 'prom-client';
import { close, listen } from '../src/serve.js';
import { createApp } from '../src/server.js';

const items = [];
const store = {
  list: async () => items,
  add: async name => {
    if (name === 'break') {
      throw new Error('the database is away');
    }
    const item = { id: items.length + 1, name };
    items.unshift(item);
    return item;
  },
};
const server = createApp({ store, registry: new client.Registry() });
let url;

before(async () => {
  const { port } = await listen(server, 0);
  url = `http://127.0.0.1:${port}/items`;
});
after(() => close(server));

const post = async body => {
  const answer = await fetch(url, { method: 'POST', body });
  return [answer.status, await answer.json()];
};

test('items are added and listed', async () => {
  assert.deepEqual(await post('{"name":"tea"}'), [201, { id: 1, name: 'tea' }]);
  const answer = await fetch(url);
  assert.deepEqual(await answer.json(), [{ id: 1, name: 'tea' }]);
});

for (const [title, body] of [
  ['not JSON', '{'],
  ['nothing', ''],
  ['null', 'null'],
  ['no name', '{}'],
  ['another type', '{"name":1}'],
  ['an empty name', '{"name":""}'],
  ['a name that is too long', JSON.stringify({ name: 'x'.repeat(201) })],
  ['a body that is too long', JSON.stringify({ name: 'x'.repeat(20_000) })],
]) {
  test(`${title} is refused`, async () => {
    const [status, { error }] = await post(body);
    assert.equal(status, 400);
    assert.notEqual(error, '');
  });
}

test('what breaks is said without its cause', async () => {
  const [status, { error }] = await post('{"name":"break"}');
  assert.equal(status, 500);
  assert.doesNotMatch(error, /database/);
});
