/** @jest-environment node */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  RouteClient,
  type WorkloadsRoutes,
  workloadsRoutes,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { sentError, streamSource } from './streamSource';
import { FatalStreamError } from './types';

const VIEW = { entityRef: 'component:default/shop', clusters: [] };

describe('streamSource', () => {
  let server: Server;
  let answer: { status: number; body: string; open?: boolean };
  let asked: string | undefined;

  beforeAll(async () => {
    // fetch-event-source sets its timers and listeners on these.
    Object.assign(globalThis, {
      window: globalThis,
      document: new EventTarget(),
    });
    server = createServer((request, response) => {
      asked = request.url;
      response.writeHead(answer.status, {
        'Content-Type':
          answer.status === 200 ? 'text/event-stream' : 'application/json',
      });
      response.write(answer.body);
      if (!answer.open) {
        response.end();
      }
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const connect = async (silenceMs?: number) => {
    const { port } = server.address() as AddressInfo;
    const fetchApi = {
      fetch: (url: string, init?: RequestInit) =>
        fetch(
          url.replace('plugin://workloads', `http://127.0.0.1:${port}`),
          init,
        ),
    };
    const source = streamSource<WorkloadsRoutes, 'watchWorkloads'>({
      client: new RouteClient({
        pluginId: 'workloads',
        routes: workloadsRoutes,
        fetchApi,
      }),
      routes: workloadsRoutes,
      fetchApi,
      name: 'watchWorkloads',
      input: { entityRef: VIEW.entityRef },
      silenceMs,
    });
    const messages: unknown[] = [];
    const onOpen = jest.fn();
    const outcome = await source
      .connect(
        { onOpen, onMessage: message => messages.push(message) },
        new AbortController().signal,
      )
      .then(
        () => undefined,
        (error: Error) => error,
      );
    return { messages, outcome, onOpen };
  };

  it('parses each message; heartbeats are none', async () => {
    answer = {
      status: 200,
      body: `: heartbeat\n\ndata: ${JSON.stringify(VIEW)}\n\n`,
    };
    const { messages, outcome, onOpen } = await connect();
    expect(asked).toBe(
      '/v1/workloads/watch?entityRef=component%3Adefault%2Fshop',
    );
    expect(onOpen).toHaveBeenCalledTimes(1);
    expect(messages).toEqual([VIEW]);
    expect(outcome).toBeUndefined();
  });

  it('tells a refusal in the words of the server', async () => {
    const error = { name: 'NotAllowedError', message: 'Ask team shop' };
    answer = {
      status: 403,
      body: JSON.stringify({ error, response: { statusCode: 403 } }),
    };
    const { outcome } = await connect();
    expect(outcome).toBeInstanceOf(FatalStreamError);
    expect((outcome as FatalStreamError).cause).toMatchObject({
      statusCode: 403,
      cause: { message: 'Ask team shop' },
    });
  });

  it.each([429, 503])('may be asked again after a %d', async status => {
    answer = { status, body: '{}' };
    const { outcome } = await connect();
    expect(outcome).toBeInstanceOf(Error);
    expect(outcome).not.toBeInstanceOf(FatalStreamError);
  });

  it('raises what the server sends as an error', async () => {
    answer = {
      status: 200,
      body: `event: error\ndata: {"name":"NotFoundError","message":"no pod web-1"}\n\n`,
    };
    const { outcome } = await connect();
    expect(outcome).toBeInstanceOf(FatalStreamError);
    expect(outcome?.message).toBe('no pod web-1');
  });

  it('gives up on messages of another version', async () => {
    answer = { status: 200, body: 'data: {"entity":"shop"}\n\n' };
    expect((await connect()).outcome).toBeInstanceOf(FatalStreamError);
  });

  it('takes silence for a loss', async () => {
    answer = { status: 200, body: ': hello\n\n', open: true };
    const { outcome } = await connect(50);
    expect(outcome?.message).toBe('The server has fallen silent');
    expect(outcome).not.toBeInstanceOf(FatalStreamError);
  });
});

describe('sentError', () => {
  it('keeps name and message, also of errors that may pass', () => {
    expect(sentError('{"name":"Error","message":"watch ended"}')).toMatchObject(
      { name: 'Error', message: 'watch ended' },
    );
    expect(sentError('oops').message).toMatch(/closed the stream/);
  });
});
