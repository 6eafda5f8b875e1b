import express from 'express';
import type { Request, Response, Router } from 'express';
import {
  openApiDocument,
  Route,
  RouteTable,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { toBackstageError } from '../client/errors';
import { EventStream } from './EventStream';
import { LineStream } from './LineStream';
import { parseInput } from './parseInput';
import type { CallHandler, RouteHandlers, StreamHandler } from './types';

/** @public */
export interface MountOptions {
  /** Title of the OpenAPI document; the plugin's id. Default `fairway`. */
  title?: string;
  /** Version of the OpenAPI document. Default `1`. */
  version?: string;
  /** Milliseconds between the comments that keep an idle stream open. Default 15 s. */
  heartbeatMs?: number;
}

const HEARTBEAT = 15_000;

/**
 * Puts the routes of a table on a router: input is parsed, output is sent as
 * JSON, as server-sent events or as JSON lines, errors of clusters become errors of Backstage.
 * Also serves the table's document at `/openapi.json`.
 *
 * The router must hand rejected promises to the error middleware, as
 * `express-promise-router` does.
 *
 * @public
 */
export function mountRoutes<T extends RouteTable>(
  router: Router,
  routes: T,
  handlers: RouteHandlers<T>,
  options: MountOptions = {},
): void {
  const { title = 'fairway', version = '1' } = options;
  const document = openApiDocument({ title, version, routes });
  router.get('/openapi.json', (_req, res) => {
    res.json(document);
  });
  const readBody = express.json({ limit: '1mb' });
  for (const [name, route] of Object.entries(routes)) {
    const handler: unknown = handlers[name];
    const serve = route.stream
      ? serveStream(route, handler as StreamHandler<Route>, options)
      : serveCall(route, handler as CallHandler<Route>);
    if (route.method === 'GET') {
      router.get(route.path, serve);
    } else {
      router.post(route.path, readBody, serve);
    }
  }
}

type Serve = (req: Request, res: Response) => Promise<void>;

function serveCall(route: Route, handler: CallHandler<Route>): Serve {
  return async (req, res) => {
    const controller = new AbortController();
    res.once('close', () => controller.abort());
    const input = parseInput(route, req);
    try {
      const output: unknown = await handler({
        input,
        req,
        signal: controller.signal,
      });
      res.json(output);
    } catch (error) {
      if (!controller.signal.aborted) {
        throw toBackstageError(error);
      }
    }
  };
}

function serveStream(
  route: Route,
  handler: StreamHandler<Route>,
  { heartbeatMs = HEARTBEAT }: MountOptions,
): Serve {
  return async (req, res) => {
    const input = parseInput(route, req);
    const stream = route.lines
      ? new LineStream(res)
      : new EventStream(res, { heartbeatMs });
    const { signal } = stream;
    try {
      await handler({ input, req, signal, send: out => stream.send(out) });
    } catch (error) {
      await reportFailure(stream, toBackstageError(error));
    }
    stream.end();
  };
}

async function reportFailure(
  stream: EventStream | LineStream,
  error: unknown,
): Promise<void> {
  if (stream.signal.aborted) {
    // Whatever broke when the client went away interests nobody any more.
    return;
  }
  if (!stream.isStarted) {
    throw error;
  }
  await stream.fail(error);
}
