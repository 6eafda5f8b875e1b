import { createHttp, json } from './http.js';

/**
 * The service that users reach. Add routes here.
 * @param {{ name: string, registry: import('prom-client').Registry }} options
 */
export function createApp({ name, registry }) {
  return createHttp({
    registry,
    routes: {
      'GET /': (_request, response) =>
        json(response, 200, { service: name, message: 'Hello' }),
    },
  });
}
