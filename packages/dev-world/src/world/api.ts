import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import type { Kubeconfig } from './kubeconfig.ts';

/** An answer of the API server that is not a success. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
  }
}

export interface CallOptions {
  body?: unknown;
  contentType?: string;
  /** Besides the content type. */
  headers?: Record<string, string>;
  timeoutMs?: number;
}

/** An object of the API, as far as this package looks into it. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
  };
}

/**
 * A minimal client of a Kubernetes API server. The world is built before any
 * npm package is installed, so it has to do without the official client.
 */
export class Api {
  readonly #server: URL;
  readonly #agent: Agent;

  private constructor(
    server: string,
    tls: { ca: Buffer; cert: Buffer; key: Buffer },
  ) {
    this.#server = new URL(server);
    this.#agent = new Agent({ ...tls, keepAlive: true, maxSockets: 16 });
  }

  static fromKubeconfig(file: string): Api {
    const config = JSON.parse(readFileSync(file, 'utf8')) as Kubeconfig;
    const decode = (text: string) => Buffer.from(text, 'base64');
    const { cluster } = config.clusters[0];
    const { user } = config.users[0];
    return new Api(cluster.server, {
      ca: decode(cluster['certificate-authority-data']),
      cert: decode(user['client-certificate-data']),
      key: decode(user['client-key-data']),
    });
  }

  /** Calls and returns the text of the answer. */
  text(
    method: string,
    path: string,
    options: CallOptions = {},
  ): Promise<string> {
    const body =
      options.body === undefined ? undefined : JSON.stringify(options.body);
    return new Promise((resolve, reject) => {
      const call = request(new URL(path, this.#server), {
        method,
        agent: this.#agent,
        timeout: options.timeoutMs ?? 10_000,
        headers: {
          ...(body !== undefined && {
            'Content-Type': options.contentType ?? 'application/json',
          }),
          ...options.headers,
        },
      });
      call.on('timeout', () =>
        call.destroy(new Error(`${method} ${path}: no answer in time`)),
      );
      call.on('error', reject);
      call.on('response', answer => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', chunk => (text += chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const status = answer.statusCode ?? 0;
          if (status >= 200 && status < 300) {
            resolve(text);
          } else {
            reject(
              new ApiError(
                status,
                `${method} ${path}: ${status} ${messageOf(text)}`,
              ),
            );
          }
        });
      });
      call.end(body);
    });
  }

  /** Calls and returns the parsed answer; the caller says what it expects. */
  async json<T>(
    method: string,
    path: string,
    options: CallOptions = {},
  ): Promise<T> {
    return JSON.parse(await this.text(method, path, options)) as T;
  }

  get<T>(path: string): Promise<T> {
    return this.json<T>('GET', path);
  }

  /** Whether something is there; any other failure is thrown. */
  async exists(path: string): Promise<boolean> {
    try {
      await this.text('GET', path);
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) {
        return false;
      }
      throw error;
    }
  }

  /** Server-side apply at the object's own path. */
  async apply(path: string, object: KubeObject): Promise<void> {
    await this.text(
      'PATCH',
      `${path}?fieldManager=fairway-dev-world&force=true`,
      {
        body: object,
        contentType: 'application/apply-patch+yaml',
      },
    );
  }

  close(): void {
    this.#agent.destroy();
  }
}

function messageOf(text: string): string {
  try {
    return (JSON.parse(text) as { message?: string }).message ?? text;
  } catch {
    return text.slice(0, 300);
  }
}
