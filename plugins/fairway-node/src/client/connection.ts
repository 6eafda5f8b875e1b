import { Dispatcher, Pool, ProxyAgent } from 'undici';
import WebSocket from 'ws';
import type { KubeConfig } from '@kubernetes/client-node';
import { CredentialSource, Credentials } from './credentials';
import { Deadline } from './deadline';
import { ClusterUnreachableError, errorFromAnswer } from './errors';

/** @internal */
export interface ApiRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  query?: Record<string, string | number | boolean | undefined>;
  /** Name and value in turn, so that a name may come more than once. */
  headers?: readonly string[];
  contentType?: string;
  /** Default `application/json`. */
  accept?: string;
  body?: unknown;
  /** Milliseconds; for a stream, until the answer begins. `undefined` = connect only. */
  timeout?: number;
  signal?: AbortSignal;
}

/** @internal */
export interface SocketRequest {
  path: string;
  /** In their order; a name may come more than once. */
  query: Array<[string, string]>;
  protocols: string[];
  /** Milliseconds until the socket stands. */
  timeout?: number;
  signal?: AbortSignal;
}

/** How long a connection may take to stand, TLS included. */
const CONNECT_TIMEOUT = 5_000;
/** Calls at a time and cluster; more of them wait their turn, on their own time. */
const MAX_CALLS = 32;

/** @internal */
export const DEFAULT_TIMEOUT = 10_000;

interface Pools {
  fingerprint: string;
  calls: Dispatcher;
  /** Apart, as watches and logs would use up the connections of the calls. */
  streams: Dispatcher;
}

/**
 * HTTP to one cluster with one account: pooled connections, fresh credentials,
 * an end to every call, and errors that name the cluster.
 *
 * @internal
 */
export class ClusterConnection {
  private readonly credentials: CredentialSource;
  private pools: Pools | undefined;

  constructor(readonly cluster: string, kubeConfig: KubeConfig) {
    this.credentials = new CredentialSource(kubeConfig);
  }

  /** @throws KubernetesApiError or ClusterUnreachableError */
  async json<T>(request: ApiRequest): Promise<T> {
    const timeout = request.timeout ?? DEFAULT_TIMEOUT;
    const deadline = new Deadline(timeout, request.signal);
    try {
      const { body } = await this.send('calls', request, deadline);
      return JSON.parse(await body.text()) as T;
    } catch (error) {
      throw this.explain(error, { request, deadline, timeout });
    } finally {
      deadline.done();
    }
  }

  /** The bytes of a long answer, until it ends or the signal says so. */
  async *stream(
    request: ApiRequest & { onOpen?: () => void },
  ): AsyncGenerator<Uint8Array, void> {
    const { timeout } = request;
    const deadline = new Deadline(timeout, request.signal);
    try {
      const { body } = await this.send('streams', request, deadline);
      deadline.stopClock();
      request.onOpen?.();
      yield* body as AsyncIterable<Uint8Array>;
    } catch (error) {
      throw this.explain(error, { request, deadline, timeout });
    } finally {
      deadline.done();
    }
  }

  /**
   * A WebSocket that stands, paused until the caller has its listeners on it and
   * resumes it.
   *
   * @throws KubernetesApiError with the server's words if it does not switch to it
   */
  async webSocket(request: SocketRequest): Promise<WebSocket> {
    const { timeout = DEFAULT_TIMEOUT, signal } = request;
    const deadline = new Deadline(timeout, signal);
    const context = {
      request: { ...request, query: undefined, method: 'GET' as const },
      deadline,
      timeout,
    };
    try {
      if (this.credentials.proxyUrl) {
        throw new Error(
          'streams to pods do not go through the proxy of its kubeconfig',
        );
      }
      const { headers, tls } = await deadline.race(this.credentials.get());
      const socket = new WebSocket(this.socketUrl(request), request.protocols, {
        ...tls,
        headers: { 'user-agent': 'fairway', ...headers },
        handshakeTimeout: timeout,
        perMessageDeflate: false,
      });
      return await deadline.race(this.opened(socket));
    } catch (error) {
      throw this.explain(error, context);
    } finally {
      deadline.done();
    }
  }

  /**
   * Cuts what is still open. Not waited for: undici waits for handshakes that a
   * dead cluster never finishes, and a portal that stops must not.
   */
  close(): void {
    const pools = this.pools;
    this.pools = undefined;
    pools?.calls.destroy().catch(() => {});
    pools?.streams.destroy().catch(() => {});
  }

  private socketUrl({ path, query }: SocketRequest): string {
    const { protocol, host, pathname } = this.credentials.server;
    const scheme = protocol === 'https:' ? 'wss:' : 'ws:';
    const prefix = pathname.replace(/\/$/, '');
    return `${scheme}//${host}${prefix}${path}?${new URLSearchParams(query)}`;
  }

  private opened(socket: WebSocket): Promise<WebSocket> {
    return new Promise((resolve, reject) => {
      socket.once('open', () => {
        socket.pause();
        socket.off('error', reject);
        resolve(socket);
      });
      socket.once('error', reject);
      socket.once('unexpected-response', (clientRequest, response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.once('end', () => {
          const { statusCode = 500 } = response;
          if (statusCode === 401) {
            this.credentials.forget();
          }
          reject(errorFromAnswer(this.cluster, statusCode, text));
          clientRequest.destroy();
        });
      });
    });
  }

  private async send(
    pool: 'calls' | 'streams',
    request: ApiRequest,
    deadline: Deadline,
  ): Promise<Dispatcher.ResponseData> {
    const credentials = await deadline.race(this.credentials.get());
    const dispatcher = this.poolsFor(credentials)[pool];
    const { origin, pathname } = this.credentials.server;
    const answer = dispatcher.request({
      origin,
      path: `${pathname.replace(/\/$/, '')}${request.path}${queryOf(request)}`,
      method: request.method,
      headers: headersOf(request, credentials),
      body: request.body === undefined ? null : JSON.stringify(request.body),
      signal: deadline.signal,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    // undici heeds a signal only once the connection stands.
    const response = await deadline.race(answer);
    if (response.statusCode >= 300) {
      if (response.statusCode === 401) {
        this.credentials.forget();
      }
      const text = await response.body.text();
      throw errorFromAnswer(this.cluster, response.statusCode, text);
    }
    return response;
  }

  private poolsFor({ fingerprint, tls }: Credentials): Pools {
    if (this.pools?.fingerprint !== fingerprint) {
      const old = this.pools;
      const { server, proxyUrl } = this.credentials;
      const make = (connections?: number): Dispatcher => {
        const connect = { ...tls, timeout: CONNECT_TIMEOUT };
        return proxyUrl
          ? new ProxyAgent({ uri: proxyUrl, requestTls: connect, connections })
          : new Pool(server.origin, { connect, connections });
      };
      this.pools = { fingerprint, calls: make(MAX_CALLS), streams: make() };
      // What runs with the old certificate may end in peace.
      old?.calls.close().catch(() => {});
      old?.streams.close().catch(() => {});
    }
    return this.pools;
  }

  private explain(
    error: unknown,
    context: { request: ApiRequest; deadline: Deadline; timeout?: number },
  ): unknown {
    const { request, deadline, timeout } = context;
    if (deadline.timedOut) {
      return new ClusterUnreachableError({
        cluster: this.cluster,
        timedOut: true,
        cause: error,
        message: `Cluster '${this.cluster}' did not answer within ${timeout} ms (${request.method} ${request.path})`,
      });
    }
    if (request.signal?.aborted) {
      return request.signal.reason;
    }
    if (error instanceof Error && error.name === 'KubernetesApiError') {
      return error;
    }
    return new ClusterUnreachableError({
      cluster: this.cluster,
      cause: error,
      message: `Cluster '${this.cluster}' cannot be reached: ${reasonOf(
        error,
      )}`,
    });
  }
}

/** What a code means, where the words that come with it are for programmers. */
const WORDS: Record<string, (message: string) => string> = {
  ECONNREFUSED: message => `nothing listens there (${message})`,
  UND_ERR_CONNECT_TIMEOUT: () => `no connection within ${CONNECT_TIMEOUT} ms`,
  UND_ERR_SOCKET: () => 'it closed the connection',
};

/** Node tells the reason in `cause`, in `errors` (several addresses) or in `code`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const first: unknown = error instanceof AggregateError && error.errors[0];
  if (first) {
    return reasonOf(first);
  }
  const { code = '' } = error as { code?: string };
  return WORDS[code]?.(error.message) ?? (error.message || code || error.name);
}

function queryOf({ query }: ApiRequest): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) {
      parameters.set(name, String(value));
    }
  }
  return parameters.size > 0 ? `?${parameters}` : '';
}

function headersOf(request: ApiRequest, credentials: Credentials): string[] {
  const headers = [
    'accept',
    request.accept ?? 'application/json',
    'user-agent',
    'fairway',
  ];
  if (request.body !== undefined) {
    headers.push('content-type', request.contentType ?? 'application/json');
  }
  const own = request.headers ?? [];
  const names = new Set(own.filter((_, index) => index % 2 === 0));
  for (const [name, value] of Object.entries(credentials.headers)) {
    if (!names.has(name)) {
      headers.push(name, value);
    }
  }
  return [...headers, ...own];
}
