import { ResponseError } from '@backstage/errors';
import type { Route, RouteInput, RouteOutput, RouteTable } from './route';

/** The part of Backstage's FetchApi that a client needs. @public */
export interface FetchLike {
  /** As the browser's own; `plugin://` addresses are resolved. */
  fetch(url: string, init?: RequestInit): Promise<Response>;
}

/** Names of the routes that answer once. @public */
export type CallName<T extends RouteTable> = {
  [K in keyof T]: T[K]['stream'] extends true ? never : K;
}[keyof T];

/** Names of the routes that stream. @public */
export type StreamName<T extends RouteTable> = Exclude<keyof T, CallName<T>>;

/**
 * Calls the routes of a table over `plugin://`, which Backstage's FetchApi
 * resolves and signs.
 *
 * @public
 */
export class RouteClient<T extends RouteTable> {
  constructor(
    private readonly options: {
      pluginId: string;
      routes: T;
      fetchApi: FetchLike;
    },
  ) {}

  /**
   * Calls a route that answers once.
   *
   * @throws ResponseError with the server's own words when it does not answer 2xx
   */
  async call<K extends CallName<T>>(
    name: K,
    input: RouteInput<T[K]>,
    signal?: AbortSignal,
  ): Promise<RouteOutput<T[K]>> {
    const route = this.options.routes[name];
    const response = await this.options.fetchApi.fetch(this.url(name, input), {
      method: route.method,
      signal,
      ...(route.method === 'POST' && {
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(input),
      }),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return route.output.parse(await response.json());
  }

  /** The URL of a route, with its query string if it is a GET. */
  url<K extends keyof T>(name: K, input: RouteInput<T[K]>): string {
    const { pluginId, routes } = this.options;
    return `plugin://${pluginId}${routes[name].path}${queryString(
      routes[name],
      input,
    )}`;
  }
}

function queryString(route: Route, input: Record<string, unknown>): string {
  if (route.method !== 'GET') {
    return '';
  }
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(input)) {
    if (value !== undefined) {
      query.set(key, String(value));
    }
  }
  return query.size > 0 ? `?${query}` : '';
}
