import { createHttp, json } from './http.js';

const MOST_BYTES = 16 * 1024;

class Invalid extends Error {}

/**
 * The API that users reach. Add routes here.
 * @param {{ store: import('./store.js').Store, registry: import('prom-client').Registry }} options
 */
export function createApp({ store, registry }) {
  return createHttp({
    registry,
    routes: {
      'GET /items': async (_request, response) =>
        json(response, 200, await store.list()),
      'POST /items': async (request, response) => {
        try {
          const name = nameOf(await readJson(request));
          json(response, 201, await store.add(name));
        } catch (error) {
          if (!(error instanceof Invalid)) {
            throw error;
          }
          json(response, 400, { error: error.message });
        }
      },
    },
  });
}

function nameOf(body) {
  const { name } = body ?? {};
  if (typeof name !== 'string' || name.length < 1 || name.length > 200) {
    throw new Invalid('name must be a text of 1 to 200 characters');
  }
  return name;
}

async function readJson(request) {
  const parts = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += part.length;
    if (bytes > MOST_BYTES) {
      throw new Invalid(`the body is larger than ${MOST_BYTES} bytes`);
    }
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    throw new Invalid('the body is not JSON');
  }
}
