import { createServer } from 'node:http';
import client from 'prom-client';

const json = (response, status, body) => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify(body)}\n`);
};

/** Add routes here: `METHOD /path` to a function that answers. */
const routes = name => ({
  'GET /': (_request, response) =>
    json(response, 200, { service: name, message: 'Hello' }),
});

/**
 * The service that users reach.
 * @param {{ name: string, registry: client.Registry }} options
 */
export function createApp({ name, registry }) {
  const duration = new client.Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  });
  const known = new Map(Object.entries(routes(name)));
  return createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const key = `${request.method} ${pathname}`;
    const stop = duration.startTimer();
    response.once('close', () =>
      // A path that nobody serves is not a label: there are endlessly many.
      stop({
        method: known.has(key) ? request.method : 'other',
        route: known.has(key) ? pathname : 'unknown',
        status: response.statusCode,
      }),
    );
    const route = known.get(key);
    if (!route) {
      json(response, 404, { error: 'There is nothing here' });
      return;
    }
    Promise.resolve()
      .then(() => route(request, response))
      .catch(() => json(response, 500, { error: 'Something went wrong' }));
  });
}
