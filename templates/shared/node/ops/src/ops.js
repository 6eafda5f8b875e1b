import { createServer } from 'node:http';

/**
 * What the platform asks, on a port of its own, so that no route leads to it:
 * is it alive (else it is restarted), is it ready (else it gets no requests),
 * and its metrics.
 * @param {{ isAlive: () => boolean, isReady: () => boolean | Promise<boolean>, registry: import('prom-client').Registry }} options
 */
export function createOps({ isAlive, isReady, registry }) {
  const say = (response, good) => {
    response.writeHead(good ? 200 : 503, { 'content-type': 'text/plain' });
    response.end(good ? 'ok\n' : 'not now\n');
  };
  const routes = {
    '/livez': async response => say(response, isAlive()),
    '/readyz': async response => say(response, await isReady()),
    '/metrics': async response => {
      const text = await registry.metrics();
      response.writeHead(200, { 'content-type': registry.contentType });
      response.end(text);
    },
  };
  return createServer((request, response) => {
    const route = routes[request.url ?? ''];
    if (!route) {
      response.writeHead(404).end();
      return;
    }
    route(response).catch(() => say(response, false));
  });
}

/** Resolves when the server listens; its address says on which port. */
export function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => resolve(server.address()));
  });
}

/** Takes no new requests, and resolves when those under way are answered. */
export function close(server) {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

/** Resolves with the signal that asks this process to stop. */
export function stopSignal() {
  return new Promise(resolve => {
    ['SIGTERM', 'SIGINT'].forEach(signal =>
      process.once(signal, () => resolve(signal)),
    );
  });
}
