import http from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Random } from './random.ts';

/** What may go wrong with a call while the storm is on. */
const FAULTS = {
  none: 30,
  'not-found': 15,
  unauthorized: 5,
  'too-many': 5,
  broken: 15,
  /** The forge did it, and the answer is lost. */
  'answer-lost': 10,
  hang: 8,
  'short-page': 20,
};

type Fault = keyof typeof FAULTS;

const REFUSALS: Partial<Record<Fault, [status: number, headers: object]>> = {
  'not-found': [404, {}],
  unauthorized: [401, {}],
  'too-many': [429, { 'retry-after': '1' }],
  broken: [500, {}],
};

/** Longer than any client should wait. */
const HANG = 30_000;

/** Stands between the portal and its forge: counts every call, and spoils many. */
export class FaultProxy {
  isStormy = false;
  calls = 0;
  readonly faults: Partial<Record<Fault, number>> = {};
  readonly #server: http.Server;
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 32 });
  readonly #upstream: URL;
  readonly #random: Random;

  private constructor(upstream: string, random: Random) {
    this.#upstream = new URL(upstream);
    this.#random = random;
    this.#server = http.createServer((incoming, answer) =>
      this.#serve(incoming, answer),
    );
  }

  static async start(upstream: string, random: Random): Promise<FaultProxy> {
    const proxy = new FaultProxy(upstream, random);
    await new Promise<void>(resolve => {
      proxy.#server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  get spoilt(): number {
    return Object.values(this.faults).reduce((sum, count) => sum + count, 0);
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
    this.#agent.destroy();
  }

  #serve(incoming: IncomingMessage, answer: ServerResponse): void {
    this.calls++;
    const fault = this.isStormy ? this.#random.weighed(FAULTS) : 'none';
    if (fault !== 'none') {
      this.faults[fault] = (this.faults[fault] ?? 0) + 1;
    }
    const refusal = REFUSALS[fault];
    if (refusal) {
      const [status, headers] = refusal;
      incoming.resume();
      answer.writeHead(status, {
        'content-type': 'application/json',
        ...headers,
      });
      answer.end(JSON.stringify({ message: `storm: ${fault}` }));
      return;
    }
    if (fault === 'hang') {
      incoming.resume();
      setTimeout(() => answer.destroy(), HANG).unref();
      return;
    }
    void this.#forward(incoming, answer, fault).catch(() => answer.destroy());
  }

  async #forward(
    incoming: IncomingMessage,
    answer: ServerResponse,
    fault: Fault,
  ): Promise<void> {
    const body = await bytesOf(incoming);
    const from = await new Promise<IncomingMessage>((resolve, reject) => {
      const call = http.request(new URL(incoming.url ?? '/', this.#upstream), {
        method: incoming.method,
        agent: this.#agent,
        headers: {
          ...incoming.headers,
          host: this.#upstream.host,
          // What is cut short must be read here.
          'accept-encoding': 'identity',
        },
      });
      call.on('response', resolve);
      call.on('error', reject);
      call.end(body);
    });
    const text = await bytesOf(from);
    if (fault === 'answer-lost') {
      answer.destroy();
      return;
    }
    const headers = { ...from.headers };
    delete headers['transfer-encoding'];
    delete headers['content-length'];
    const cut = fault === 'short-page' ? this.#shorten(text, headers) : text;
    answer.writeHead(from.statusCode ?? 502, headers);
    answer.end(cut);
  }

  /** Half of a list, with or without the total that gives it away. */
  #shorten(body: Buffer, headers: http.IncomingHttpHeaders): Buffer {
    try {
      const value: unknown = JSON.parse(body.toString('utf8'));
      if (!Array.isArray(value) || value.length === 0) {
        return body;
      }
      const half = value.slice(0, Math.floor(value.length / 2));
      if (this.#random.chance(0.5)) {
        headers['x-total-count'] = String(half.length);
        delete headers.link;
      }
      return Buffer.from(JSON.stringify(half));
    } catch {
      return body;
    }
  }
}

export async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
