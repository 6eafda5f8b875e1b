import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { close, createServer, listen } from '../src/serve.js';

const start = async handler => {
  const server = createServer(handler);
  const { port } = await listen(server, 0);
  return { server, port };
};

/** Asks over a connection that is kept. */
const ask = (agent, port) =>
  new Promise((resolve, reject) => {
    get({ agent, port, host: '127.0.0.1' }, answer => {
      answer.resume();
      answer.once('end', () => resolve(answer));
      answer.once('error', reject);
    }).once('error', reject);
  });

/** Sends text as it is; `received` is what came back when the other side closed. */
async function raw(port, text) {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(text);
  const parts = [];
  socket.on('data', part => parts.push(part));
  const received = once(socket, 'close').then(() =>
    Buffer.concat(parts).toString(),
  );
  return { socket, received };
}

test('clients that go on asking are told to go away', async () => {
  const { server, port } = await start((_request, response) => {
    setTimeout(() => response.end('done'), 50);
  });
  const agent = new Agent({ keepAlive: true });
  assert.notEqual((await ask(agent, port)).headers.connection, 'close');
  const asked = once(server, 'request');
  const underWay = ask(agent, port);
  await asked;
  const closed = close(server, 60_000);
  assert.equal((await underWay).headers.connection, 'close');
  await closed;
  await assert.rejects(ask(agent, port), { code: 'ECONNREFUSED' });
});

test('a connection that nobody uses does not keep it', async () => {
  const { server, port } = await start((_request, response) => response.end());
  const agent = new Agent({ keepAlive: true });
  await ask(agent, port);
  await close(server, 60_000);
});

test('what comes in when it stops is answered, and is the last', async () => {
  const { server, port } = await start((_request, response) =>
    response.end('done'),
  );
  let accepted = 0;
  server.on('connection', () => (accepted += 1));
  const silent = await raw(port, '');
  const { socket, received } = await raw(port, 'GET / HTTP/1.1\r\nHost: x\r\n');
  while (accepted < 2) {
    await sleep(1);
  }
  const closed = close(server, 60_000);
  await sleep(50);
  socket.write('\r\n');
  silent.socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  assert.match(await silent.received, /^HTTP\/1.1 200[^]+connection: close/i);
  assert.match(await received, /^HTTP\/1.1 200[^]+connection: close[^]+done/i);
  await closed;
});

test('a long answer to a slow client is not cut off', async () => {
  const size = 50_000_000;
  const { server, port } = await start((_request, response) =>
    response.end(Buffer.alloc(size, 'x')),
  );
  const { socket, received } = await raw(
    port,
    'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  );
  await once(socket, 'data');
  socket.pause();
  const closed = close(server, 60_000);
  await sleep(50);
  socket.resume();
  assert.ok((await received).length > size);
  await closed;
});

test('what does not end in time is cut off', async () => {
  const { server, port } = await start(() => undefined);
  const asked = once(server, 'request');
  const { received } = await raw(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await asked;
  await close(server, 50);
  assert.equal(await received, '');
});
