import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kubeconfig } from '../../world/kubeconfig.ts';

/** A namespace of a preview, as its labels and annotations tell. */
export interface PreviewNamespace {
  name: string;
  uid: string;
  deleting: boolean;
  repositoryId: string;
  number: number;
  commit: string;
}

/** The API server was asked to delete a namespace. */
export interface Deletion {
  namespace: PreviewNamespace;
  /** Milliseconds; when it was seen. */
  at: number;
}

interface NamespaceObject {
  metadata: {
    name: string;
    uid: string;
    resourceVersion: string;
    deletionTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
}

/** Undefined for a namespace that is no preview. */
export function readNamespace({
  metadata,
}: NamespaceObject): PreviewNamespace | undefined {
  const { name, uid, labels = {}, annotations = {} } = metadata;
  if (labels['fairway.dev/kind'] !== 'preview') {
    return undefined;
  }
  const source = JSON.parse(annotations['fairway.dev/source'] ?? '{}') as {
    repositoryId: string;
    number: number;
    commit: string;
  };
  return {
    name,
    uid,
    deleting: metadata.deletionTimestamp !== undefined,
    ...source,
  };
}

/**
 * Watches all namespaces as the administrator, beside the portal and without a
 * line of its code, and notes every deletion.
 */
export class NamespaceWatch {
  readonly deletions = new Map<string, Deletion>();
  /** UIDs of all previews that were ever there. */
  readonly seen = new Set<string>();
  readonly #server: string;
  readonly #agent: Agent;
  #stopped = false;
  #done: Promise<void> = Promise.resolve();

  private constructor(kubeconfig: string) {
    const config = JSON.parse(readFileSync(kubeconfig, 'utf8')) as Kubeconfig;
    const decode = (text: string) => Buffer.from(text, 'base64');
    const { cluster } = config.clusters[0];
    const { user } = config.users[0];
    this.#server = cluster.server;
    this.#agent = new Agent({
      keepAlive: true,
      ca: decode(cluster['certificate-authority-data']),
      cert: decode(user['client-certificate-data']),
      key: decode(user['client-key-data']),
    });
  }

  static start(kubeconfig: string): NamespaceWatch {
    const watch = new NamespaceWatch(kubeconfig);
    watch.#done = watch.#run();
    return watch;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#agent.destroy();
    await this.#done;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      try {
        const from = await this.#list();
        await this.#follow(from);
      } catch {
        await sleep(200);
      }
    }
  }

  /** Returns the version that the list is of. */
  async #list(): Promise<string> {
    let text = '';
    await this.#read('/api/v1/namespaces', chunk => (text += chunk));
    const list = JSON.parse(text) as {
      metadata: { resourceVersion: string };
      items: NamespaceObject[];
    };
    list.items.forEach(item => this.#note(item));
    return list.metadata.resourceVersion;
  }

  async #follow(resourceVersion: string): Promise<void> {
    let rest = '';
    await this.#read(
      `/api/v1/namespaces?watch=1&timeoutSeconds=600&resourceVersion=${resourceVersion}`,
      chunk => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        lines.filter(Boolean).forEach(line => {
          const { type, object } = JSON.parse(line) as {
            type: string;
            object: NamespaceObject;
          };
          if (type !== 'BOOKMARK' && type !== 'ERROR') {
            this.#note(object, type === 'DELETED');
          }
        });
      },
    );
  }

  #note(object: NamespaceObject, isGone = false): void {
    const namespace = readNamespace(object);
    if (!namespace) {
      return;
    }
    this.seen.add(namespace.uid);
    if ((namespace.deleting || isGone) && !this.deletions.has(namespace.uid)) {
      this.deletions.set(namespace.uid, { namespace, at: Date.now() });
    }
  }

  #read(path: string, take: (chunk: string) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const call = request(
        new URL(path, this.#server),
        { agent: this.#agent },
        answer => {
          answer.setEncoding('utf8');
          answer.on('data', take);
          answer.on('end', resolve);
          answer.on('error', reject);
        },
      );
      call.on('error', reject);
      call.end();
    });
  }
}
