import { createServer } from './serve.js';

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
