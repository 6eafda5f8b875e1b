import { readFile } from 'node:fs/promises';
import { Agent, request } from 'node:https';
import { splitDocuments } from './documents.ts';
import { pathOf, type Address } from './paths.ts';
import type { KubeObject } from '../manifests/types.ts';

const FIELD_MANAGER = 'fairway-dev-world';
const TIMEOUT_MS = 10_000;

/** A refusal of the API server, with its own words. */
export class ClusterError extends Error {
  readonly status: number;

  constructor(what: string, status: number, answer: string) {
    super(`${what}: ${status} ${messageIn(answer)}`);
    this.name = 'ClusterError';
    this.status = status;
  }
}

export const addressOf = ({
  apiVersion,
  kind,
  metadata,
}: KubeObject): Address => ({
  apiVersion,
  kind,
  name: metadata.name,
  namespace: metadata.namespace,
});

interface Kubeconfig {
  clusters: {
    cluster: { server: string; 'certificate-authority-data': string };
  }[];
  users: {
    user: { 'client-certificate-data': string; 'client-key-data': string };
  }[];
}

/**
 * As much of a Kubernetes client as a seed needs: server-side apply, and get.
 * It runs before any package is installed, so it is made of Node alone.
 */
export class Cluster {
  readonly #server: string;
  readonly #agent: Agent;

  private constructor(server: string, agent: Agent) {
    this.#server = server;
    this.#agent = agent;
  }

  /** From a kubeconfig that the dev world wrote: JSON, with certificates inside. */
  static async fromKubeconfig(file: string): Promise<Cluster> {
    const config = JSON.parse(await readFile(file, 'utf8')) as Kubeconfig;
    const { cluster } = config.clusters[0];
    const { user } = config.users[0];
    const decode = (data: string) => Buffer.from(data, 'base64');
    const agent = new Agent({
      keepAlive: true,
      maxSockets: 12,
      ca: decode(cluster['certificate-authority-data']),
      cert: decode(user['client-certificate-data']),
      key: decode(user['client-key-data']),
    });
    return new Cluster(cluster.server, agent);
  }

  apply(object: KubeObject): Promise<KubeObject> {
    return this.#apply(addressOf(object), JSON.stringify(object));
  }

  /** Applies every document of a YAML file as it stands; the API server parses it. */
  async applyYaml(yaml: string): Promise<void> {
    for (const document of splitDocuments(yaml)) {
      await this.#apply(document, document.text);
    }
  }

  /** The object as it is now, or undefined if there is none. */
  async get(address: Address): Promise<KubeObject | undefined> {
    try {
      return await this.#send('GET', pathOf(address));
    } catch (error) {
      if (error instanceof ClusterError && error.status === 404) {
        return undefined;
      }
      throw error;
    }
  }

  close(): void {
    this.#agent.destroy();
  }

  #apply(address: Address, body: string): Promise<KubeObject> {
    const query = `fieldManager=${FIELD_MANAGER}&force=true&fieldValidation=Strict`;
    return this.#send('PATCH', `${pathOf(address)}?${query}`, body);
  }

  #send(method: string, path: string, body?: string): Promise<KubeObject> {
    const what = `${method} ${path.split('?')[0]}`;
    return new Promise((resolve, reject) => {
      const call = request(new URL(path, this.#server), {
        method,
        agent: this.#agent,
        timeout: TIMEOUT_MS,
        headers: body
          ? {
              'Content-Type': 'application/apply-patch+yaml',
              'Content-Length': Buffer.byteLength(body),
            }
          : {},
      });
      call.on('timeout', () =>
        call.destroy(new Error(`${what}: no answer within ${TIMEOUT_MS} ms`)),
      );
      call.on('error', reject);
      call.on('response', response => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const status = response.statusCode ?? 0;
          if (status >= 200 && status < 300) {
            resolve(JSON.parse(text) as KubeObject);
          } else {
            reject(new ClusterError(what, status, text));
          }
        });
      });
      call.end(body);
    });
  }
}

function messageIn(answer: string): string {
  try {
    return (JSON.parse(answer) as { message?: string }).message ?? answer;
  } catch {
    return answer.slice(0, 200);
  }
}
