import client from 'prom-client';
import { log } from './log.js';
import { createServer } from './serve.js';

/** Answers with JSON. */
export function json(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify(body)}\n`);
}

/**
 * Serves routes (`METHOD /path` to a function that answers), and counts and
 * times them.
 * @param {{ routes: Record<string, Function>, registry: client.Registry }} options
 */
export function createHttp({ routes, registry }) {
  const duration = new client.Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const known = new Map(Object.entries(routes));
  return createServer((request, response) => {
    const [pathname] = (request.url ?? '/').split('?');
    const route = known.get(`${request.method} ${pathname}`);
    const stop = duration.startTimer();
    response.once('close', () =>
      // A path that nobody serves is not a label: there are endlessly many.
      stop({
        method: route ? request.method : 'other',
        route: route ? pathname : 'unknown',
        status: response.statusCode,
      }),
    );
    if (!route) {
      json(response, 404, { error: 'There is nothing here' });
      return;
    }
    Promise.resolve()
      .then(() => route(request, response))
      .catch(error => {
        log('error', 'a request failed', { error: error.message });
        if (!response.headersSent) {
          json(response, 500, { error: 'Something went wrong' });
        } else {
          response.destroy();
        }
      });
  });
}
