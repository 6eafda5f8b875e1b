import { mkdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { run } from '../../build/run.ts';
import type { Kubeconfig } from '../../world/kubeconfig.ts';

/** A call of the portal to the API server. */
export interface Call {
  method: string;
  path: string;
}

/** A call that was stopped half way. */
export interface Held extends Call {
  /** Lets the API server have it; its answer is kept back. Returns the status. */
  forward(): Promise<number>;
  /** Passes on the API server's answer. */
  answer(): void;
  /** Breaks the connection to the portal. */
  cut(): void;
}

/** Calls that are stopped from now on. */
export interface Interception {
  /** The first of them. */
  first: Promise<Held>;
  /** Cuts them all, and holds no more. */
  cutAll(): void;
}

interface Rule {
  matches(call: Call): boolean;
  take(held: Held): void;
}

/**
 * Stands between the portal and the API server. So a check knows that a call is
 * on its way, and can end the portal, or change the world, before the API server
 * has it, or before the portal has the answer.
 */
export class ApiProxy {
  readonly #server: https.Server;
  readonly #agent: https.Agent;
  readonly #upstream: URL;
  readonly #rules = new Set<Rule>();
  /** Base64, as a kubeconfig has it. */
  readonly caData: string;

  private constructor(
    kubeconfig: Kubeconfig,
    pem: { ca: Buffer; cert: Buffer; key: Buffer },
  ) {
    const { server, 'certificate-authority-data': ca } =
      kubeconfig.clusters[0].cluster;
    this.#upstream = new URL(server);
    this.#agent = new https.Agent({
      ca: Buffer.from(ca, 'base64'),
      keepAlive: true,
    });
    this.caData = pem.ca.toString('base64');
    this.#server = https.createServer(
      { cert: pem.cert, key: pem.key },
      (incoming, answer) => this.#serve(incoming, answer),
    );
  }

  /** In front of the API server of a kubeconfig. Credentials pass through as headers. */
  static async start(
    kubeconfig: string,
    options: { helper: string; folder: string },
  ): Promise<ApiProxy> {
    const out = path.join(options.folder, 'proxy-pki');
    mkdirSync(out, { recursive: true, mode: 0o700 });
    await run([options.helper, 'pki', '--out', out], {
      input: JSON.stringify([
        { name: 'ca', commonName: 'fairway-check' },
        { name: 'proxy', ca: 'ca', commonName: 'proxy', hosts: ['127.0.0.1'] },
      ]),
    });
    const pem = (file: string) => readFileSync(path.join(out, file));
    const proxy = new ApiProxy(
      JSON.parse(readFileSync(kubeconfig, 'utf8')) as Kubeconfig,
      { ca: pem('ca.crt'), cert: pem('proxy.crt'), key: pem('proxy.key') },
    );
    await new Promise<void>(resolve => {
      proxy.#server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `https://127.0.0.1:${port}`;
  }

  /** Holds every call that matches. */
  intercept(matches: (call: Call) => boolean): Interception {
    const held: Held[] = [];
    let arrived: (first: Held) => void = () => undefined;
    const first = new Promise<Held>(resolve => {
      arrived = resolve;
    });
    const rule: Rule = {
      matches,
      take: one => {
        held.push(one);
        arrived(held[0]);
      },
    };
    this.#rules.add(rule);
    return {
      first,
      cutAll: () => {
        this.#rules.delete(rule);
        held.forEach(one => one.cut());
      },
    };
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
    this.#agent.destroy();
  }

  #serve(incoming: IncomingMessage, answer: ServerResponse): void {
    const call = { method: incoming.method ?? '', path: incoming.url ?? '' };
    const rule = [...this.#rules].find(one => one.matches(call));
    if (rule) {
      void this.#hold(call, incoming, answer).then(rule.take);
      return;
    }
    const upstream = this.#open(call, incoming);
    upstream.on('response', from => {
      answer.writeHead(from.statusCode ?? 502, from.headers);
      // A watch begins with its headers, long before there is anything to say.
      answer.flushHeaders();
      from.pipe(answer);
      from.on('error', () => answer.destroy());
    });
    upstream.on('error', () => answer.destroy());
    answer.on('close', () => {
      // Only what was broken off: the connection of what ended serves others.
      if (!answer.writableFinished) {
        upstream.destroy();
      }
    });
    incoming.pipe(upstream);
  }

  #open(call: Call, incoming: IncomingMessage) {
    return https.request(new URL(call.path, this.#upstream), {
      method: call.method,
      agent: this.#agent,
      headers: { ...incoming.headers, host: this.#upstream.host },
    });
  }

  async #hold(
    call: Call,
    incoming: IncomingMessage,
    answer: ServerResponse,
  ): Promise<Held> {
    const body = await bytesOf(incoming);
    let from: { status: number; headers: object; body: Buffer } | undefined;
    return {
      ...call,
      forward: async () => {
        const upstream = this.#open(call, incoming);
        const response = new Promise<IncomingMessage>((resolve, reject) => {
          upstream.on('response', resolve);
          upstream.on('error', reject);
        });
        upstream.end(body);
        const { statusCode = 502, headers } = await response;
        from = {
          status: statusCode,
          headers,
          body: await bytesOf(await response),
        };
        return statusCode;
      },
      answer: () => {
        if (from && !answer.destroyed) {
          answer.writeHead(from.status, { ...from.headers });
          answer.end(from.body);
        }
      },
      cut: () => answer.destroy(),
    };
  }
}

async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
