import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { startTestBackend, TestBackend } from '@backstage/backend-test-utils';
import Router from 'express-promise-router';
import { NotFoundError } from '@backstage/errors';
import { defineRoutes } from '@fairway-idp/backstage-plugin-fairway-common';
import { z } from 'zod/v3';
import { KubernetesApiError } from '../client/errors';
import { mountRoutes } from './mountRoutes';
import type { RouteHandlers } from './types';

const routes = defineRoutes({
  greet: {
    method: 'GET',
    path: '/v1/greeting',
    summary: 'Greets',
    input: z.object({
      name: z.string().min(2, 'at least 2 characters'),
      times: z.coerce.number().int().default(1),
    }),
    output: z.object({ text: z.string() }),
  },
  scale: {
    method: 'POST',
    path: '/v1/scale',
    summary: 'Scales',
    input: z.object({ replicas: z.number().int() }),
    output: z.object({ replicas: z.number() }),
  },
  count: {
    method: 'GET',
    path: '/v1/count',
    summary: 'Counts',
    input: z.object({ to: z.coerce.number() }),
    output: z.object({ n: z.number(), pad: z.string().optional() }),
    stream: true,
  },
  list: {
    method: 'GET',
    path: '/v1/list',
    summary: 'Lists',
    input: z.object({ to: z.coerce.number() }),
    output: z.object({ n: z.number() }),
    stream: true,
    lines: true,
  },
});

type Handlers = RouteHandlers<typeof routes>;

const defaults: Handlers = {
  greet: async ({ input }) => ({
    text: `Hello ${input.name}`.repeat(input.times),
  }),
  scale: async ({ input }) => ({ replicas: input.replicas }),
  count: async ({ input, send }) => {
    for (let n = 1; n <= input.to; n++) {
      await send({ n });
    }
  },
  list: async ({ input, send }) => {
    for (let n = 1; n <= input.to; n++) {
      await send({ n });
    }
  },
};

describe('mountRoutes', () => {
  let backend: TestBackend | undefined;

  /** A Backstage backend, with its compression and its error middleware. */
  async function start(
    handlers: Partial<Handlers> = {},
    heartbeatMs?: number,
  ): Promise<string> {
    const plugin = createBackendPlugin({
      pluginId: 'probe',
      register: env =>
        env.registerInit({
          deps: { httpRouter: coreServices.httpRouter },
          async init({ httpRouter }) {
            const router = Router();
            const all = { ...defaults, ...handlers };
            mountRoutes(router, routes, all, { heartbeatMs });
            httpRouter.use(router);
          },
        }),
    });
    backend = await startTestBackend({ features: [plugin] });
    return `http://localhost:${backend.server.port()}/api/probe`;
  }

  afterEach(() => backend?.stop());

  const post = (url: string, body: string) =>
    fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    });

  it('parses the query of a GET and fills in defaults', async () => {
    const url = await start();
    const answer = await fetch(`${url}/v1/greeting?name=Ada&times=2`);
    expect(await answer.json()).toEqual({ text: 'Hello AdaHello Ada' });
  });

  it('parses the body of a POST', async () => {
    const url = await start();
    const answer = await post(`${url}/v1/scale`, '{"replicas": 3}');
    expect(await answer.json()).toEqual({ replicas: 3 });
  });

  it('names field and value of a wrong input', async () => {
    const url = await start();
    const query = await fetch(`${url}/v1/greeting?name=A&times=soon`);
    expect(query.status).toBe(400);
    expect(await query.json()).toMatchObject({
      error: {
        name: 'InputError',
        message:
          'Invalid input: name is "A": at least 2 characters; times is "soon": Expected number, received nan',
      },
    });
    const body = await post(`${url}/v1/scale`, '{}');
    expect(await body.json()).toMatchObject({
      error: { message: 'Invalid input: replicas is missing: Required' },
    });
  });

  it("passes on a cluster's refusal as a Backstage error", async () => {
    const url = await start({
      greet: async () => {
        throw new KubernetesApiError({
          cluster: 'dev',
          statusCode: 403,
          message: 'User "alice" cannot get pods',
        });
      },
    });
    const answer = await fetch(`${url}/v1/greeting?name=Ada`);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({
      error: {
        name: 'NotAllowedError',
        message: 'User "alice" cannot get pods',
      },
    });
  });

  it('serves the document of the table', async () => {
    const url = await start();
    const document = await (await fetch(`${url}/openapi.json`)).json();
    expect(Object.keys(document.paths)).toEqual([
      '/v1/greeting',
      '/v1/scale',
      '/v1/count',
      '/v1/list',
    ]);
  });

  it('streams messages as they are sent, through compression', async () => {
    let goOn = () => {};
    const url = await start({
      count: async ({ send }) => {
        await send({ n: 1 });
        await new Promise<void>(resolve => {
          goOn = resolve;
        });
        await send({ n: 2 });
      },
    });
    const answer = await fetch(`${url}/v1/count?to=2`);
    expect(answer.headers.get('content-type')).toMatch('text/event-stream');
    expect(answer.headers.get('x-accel-buffering')).toBe('no');
    const reader = answer
      .body!.pipeThrough(new TextDecoderStream())
      .getReader();
    // The second is not sent before the first has arrived.
    expect((await reader.read()).value).toBe('data: {"n":1}\n\n');
    goOn();
    expect((await reader.read()).value).toBe('data: {"n":2}\n\n');
    expect((await reader.read()).done).toBe(true);
  });

  it('is an ordinary error before the first message', async () => {
    const url = await start({
      count: async () => {
        throw new NotFoundError('no such thing');
      },
    });
    const answer = await fetch(`${url}/v1/count?to=1`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({
      error: { name: 'NotFoundError', message: 'no such thing' },
    });
    const wrong = await fetch(`${url}/v1/count`);
    expect(await wrong.json()).toMatchObject({ error: { name: 'InputError' } });
  });

  it('answers JSON lines, none of them if there are none', async () => {
    const url = await start();
    const answer = await fetch(`${url}/v1/list?to=2`);
    expect(answer.headers.get('content-type')).toMatch('application/x-ndjson');
    expect(await answer.text()).toBe('{"n":1}\n{"n":2}\n');
    expect(await (await fetch(`${url}/v1/list?to=0`)).text()).toBe('');
  });

  it('cuts JSON lines off when they fail, and fails at once if there are none', async () => {
    const failing = (before: number): Partial<Handlers> => ({
      list: async ({ send }) => {
        for (let n = 0; n < before; n++) {
          await send({ n });
        }
        throw new NotFoundError('gone');
      },
    });
    const whole = await fetch(`${await start(failing(0))}/v1/list?to=1`);
    expect(whole.status).toBe(404);
    await backend?.stop();
    const url = await start(failing(1));
    const half = fetch(`${url}/v1/list?to=1`).then(answer => answer.text());
    await expect(half).rejects.toThrow();
  });

  it('is an error event after the first message', async () => {
    const url = await start({
      count: async ({ send }) => {
        await send({ n: 1 });
        throw new NotFoundError('gone');
      },
    });
    const text = await (await fetch(`${url}/v1/count?to=1`)).text();
    expect(text).toBe(
      'data: {"n":1}\n\nevent: error\ndata: {"name":"NotFoundError","message":"gone"}\n\n',
    );
  });

  it('keeps an idle stream open by comments', async () => {
    const url = await start(
      {
        count: async ({ send, signal }) => {
          await send({ n: 1 });
          await new Promise(resolve => {
            signal.addEventListener('abort', resolve);
          });
        },
      },
      30,
    );
    const leave = new AbortController();
    const answer = await fetch(`${url}/v1/count?to=1`, {
      signal: leave.signal,
    });
    let text = '';
    // As long as they take to come.
    for await (const part of answer.body as AsyncIterable<Uint8Array>) {
      text += Buffer.from(part).toString();
      if (text.split(': still here\n\n').length > 2) {
        break;
      }
    }
    leave.abort();
    expect(text).toMatch(/^data: \{"n":1\}\n\n(: still here\n\n)+$/);
  });

  it('ends the handler when the client goes', async () => {
    const ended = new Promise<boolean>(resolve => {
      void start({
        count: async ({ send, signal }) => {
          await send({ n: 1 });
          signal.addEventListener('abort', () => resolve(signal.aborted));
          await new Promise(settle => {
            signal.addEventListener('abort', settle);
          });
          // Nobody is there any more; this must neither throw nor hang.
          await send({ n: 2 });
        },
      }).then(async url => {
        const controller = new AbortController();
        const answer = await fetch(`${url}/v1/count?to=1`, {
          signal: controller.signal,
        });
        await answer.body!.getReader().read();
        controller.abort();
      });
    });
    expect(await ended).toBe(true);
  });

  it('slows a handler down to its client, and drops nothing', async () => {
    const total = 400;
    let sent = 0;
    const url = await start({
      count: async ({ send }) => {
        for (let n = 1; n <= total; n++) {
          await send({ n, pad: randomText() });
          sent = n;
        }
      },
    });
    const answer = await fetch(`${url}/v1/count?to=1`);
    await new Promise(resolve => {
      setTimeout(resolve, 300);
    });
    expect(sent).toBeLessThan(total);
    const messages = (await answer.text()).trim().split('\n\n');
    expect(messages).toHaveLength(total);
    expect(messages[total - 1]).toContain(`"n":${total}`);
  }, 30_000);
});

/** Does not compress, so that buffers fill up. */
function randomText(): string {
  return Array.from({ length: 6000 }, () => Math.random().toString(36)).join(
    '',
  );
}
