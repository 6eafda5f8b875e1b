import type { ZodTypeAny, z } from 'zod/v3';

/**
 * One route of a plugin's API. Router, typed client and OpenAPI document are
 * derived from it, so that nobody writes a URL or a response type twice.
 *
 * @public
 */
export interface Route {
  /** HTTP method: GET reads, POST may change something. */
  method: 'GET' | 'POST';
  /** Below the plugin's base path, without parameters: inputs are in `input`. */
  path: string;
  /** What it does, for the OpenAPI document. */
  summary: string;
  /** Query string of a GET, JSON body of a POST. */
  input: ZodTypeAny;
  /** The JSON answer, or each message of the stream. */
  output: ZodTypeAny;
  /** Answers server-sent events, each with one `output` as JSON data. */
  stream?: boolean;
  /**
   * Of a stream: JSON lines instead, one `output` a line, to be kept as a file.
   * A failure on the way cuts the connection, so that half is not taken for all.
   */
  lines?: boolean;
}

/** Routes by the name that client and handlers use. @public */
export type RouteTable = Record<string, Route>;

/** What a caller passes: defaults may be left out. @public */
export type RouteInput<R extends Route> = z.input<R['input']>;

/** What a handler receives: parsed, defaults filled in. @public */
export type ParsedInput<R extends Route> = z.output<R['input']>;

/** What a handler answers. @public */
export type RouteOutput<R extends Route> = z.output<R['output']>;

/** Keeps the literal types of a table. @public */
export function defineRoutes<T extends RouteTable>(routes: T): T {
  return routes;
}
