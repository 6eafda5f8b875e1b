import type { Request } from 'express';
import type {
  ParsedInput,
  Route,
  RouteOutput,
  RouteTable,
} from '@fairway-idp/backstage-plugin-fairway-common';

/** What every handler gets. @public */
export interface RouteContext<R extends Route> {
  /** Parsed, defaults filled in. */
  input: ParsedInput<R>;
  /** For credentials and audit events. */
  req: Request;
  /** Aborted when the client has gone. */
  signal: AbortSignal;
}

/** Answers once. @public */
export type CallHandler<R extends Route> = (
  context: RouteContext<R>,
) => Promise<RouteOutput<R>>;

/**
 * Sends until there is no more; returning ends the stream.
 *
 * @public
 */
export type StreamHandler<R extends Route> = (
  context: RouteContext<R> & {
    /**
     * Sends one message. Settles when the client can take more: whoever awaits
     * it is slowed down to the client's pace, and nothing is dropped. After the
     * client has gone it does nothing.
     */
    send(output: RouteOutput<R>): Promise<void>;
  },
) => Promise<void>;

/** One handler for every route of a table; a forgotten one does not compile. @public */
export type RouteHandlers<T extends RouteTable> = {
  [K in keyof T]: T[K]['stream'] extends true
    ? StreamHandler<T[K]>
    : CallHandler<T[K]>;
};
