import {
  createServer,
  request as send,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a forge, or the way to it, does wrong. */
export type Fault =
  | { status: number; headers?: Record<string, string>; body?: string }
  /** Takes the last entry from every list. */
  | 'shortens-lists'
  /** Ends in the middle of the answer. */
  | 'cuts-answers'
  | 'resets'
  | 'hangs';

/** An HTTP proxy before a forge that passes everything on, or does what it is told. */
export class FaultProxy {
  /** Requests that came, e.g. `GET /api/v1/user`. */
  readonly requests: string[] = [];

  private fault: Fault | undefined;
  private spared = 0;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {
    server.on('request', (request, response) => this.take(request, response));
  }

  static async before(url: string): Promise<FaultProxy> {
    const server = createServer();
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return new FaultProxy(server, new URL(url));
  }

  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Requests that change something. */
  get writes(): string[] {
    return this.requests.filter(request => !request.startsWith('GET '));
  }

  /** @param spared - requests that pass before the fault begins */
  set(fault: Fault | undefined, spared = 0): void {
    this.fault = fault;
    this.spared = spared;
    this.requests.length = 0;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => {
      this.server.close(resolve);
    });
  }

  private take(request: IncomingMessage, response: ServerResponse): void {
    this.requests.push(`${request.method} ${request.url}`);
    const fault = this.requests.length > this.spared ? this.fault : undefined;
    if (fault === 'resets') {
      request.socket.resetAndDestroy();
    } else if (typeof fault === 'object') {
      response.writeHead(fault.status, fault.headers).end(fault.body);
    } else if (fault !== 'hangs') {
      this.pass(request, response, fault);
    }
  }

  private pass(
    request: IncomingMessage,
    response: ServerResponse,
    fault: 'shortens-lists' | 'cuts-answers' | undefined,
  ): void {
    const upstream = send(
      new URL(request.url ?? '/', this.target),
      { method: request.method, headers: request.headers },
      answer => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', () => response.destroy());
        answer.on('end', () => {
          const body = Buffer.concat(chunks);
          const passed = fault === 'shortens-lists' ? shortened(body) : body;
          const { 'transfer-encoding': _, ...headers } = answer.headers;
          response.writeHead(answer.statusCode ?? 502, {
            ...headers,
            'content-length': passed.length,
          });
          if (fault === 'cuts-answers') {
            response.write(passed.subarray(0, passed.length / 2), () =>
              response.destroy(),
            );
          } else {
            response.end(passed);
          }
        });
      },
    );
    upstream.on('error', () => response.destroy());
    request.pipe(upstream);
  }
}

function shortened(body: Buffer): Buffer {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return Buffer.from(JSON.stringify(withShorterLists(value)));
  } catch {
    return body;
  }
}

/** Of an object, its own lists. */
function withShorterLists(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.slice(0, -1);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([key, one]) => [
          key,
          Array.isArray(one) ? one.slice(0, -1) : one,
        ]),
      )
    : value;
}
