import { randomBytes } from 'node:crypto';
import type { KubeConfig, KubernetesObject } from '@kubernetes/client-node';
import { ClusterConnection } from '../client/connection';
import { HttpKubernetesClient } from '../client/HttpKubernetesClient';
import type { KubernetesClient, ResourceType } from '../client/types';
import { kubeConfigFromFile } from '../clusters/buildKubeConfig';
import type { KubernetesIdentity } from '../identity/types';
import { untilBound } from './untilBound';

const NAMESPACE: ResourceType = {
  group: '',
  version: 'v1',
  plural: 'namespaces',
  kind: 'Namespace',
};
const SERVICE_ACCOUNT: ResourceType = {
  group: '',
  version: 'v1',
  plural: 'serviceaccounts',
  kind: 'ServiceAccount',
};

interface ApiResourceList {
  resources: { name: string; kind: string; namespaced: boolean }[];
}

/**
 * A running API server and its administrator, for tests.
 *
 * @public
 */
export class RealCluster {
  private readonly namespaces: string[] = [];
  private readonly others: ClusterConnection[] = [];
  private readonly discovered = new Map<string, Promise<ApiResourceList>>();

  private constructor(
    /** File name of the administrator's kubeconfig. */
    readonly kubeconfig: string,
    /** The administrator's kubeconfig, loaded. */
    readonly admin: KubeConfig,
    private readonly connection: ClusterConnection,
    /** The API server as the administrator sees it. */
    readonly client: KubernetesClient,
  ) {}

  static async connect(kubeconfig: string): Promise<RealCluster> {
    const admin = await kubeConfigFromFile({ file: kubeconfig });
    const connection = new ClusterConnection('test', admin);
    const client = HttpKubernetesClient.create(connection, 'admin');
    return new RealCluster(kubeconfig, admin, connection, client);
  }

  /** Its server's URL, e.g. to put a proxy before it. */
  get server(): string {
    return this.admin.getCurrentCluster()!.server;
  }

  /** The same API server at another address, e.g. a proxy's, or with another token. */
  async kubeConfigFor(
    options: { port?: number; token?: string } = {},
  ): Promise<KubeConfig> {
    const cluster = this.admin.getCurrentCluster()!;
    const user = this.admin.getCurrentUser()!;
    const kubeConfig = await kubeConfigFromFile({ file: this.kubeconfig });
    kubeConfig.loadFromClusterAndUser(
      options.port === undefined
        ? cluster
        : { ...cluster, server: `https://127.0.0.1:${options.port}` },
      options.token === undefined
        ? user
        : { name: 'other', token: options.token },
    );
    return kubeConfig;
  }

  /** A service account without any right, and its token. */
  async createServiceAccount(namespace: string, name: string): Promise<string> {
    await this.applyObjects([
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name, namespace },
      },
    ]);
    const answer = await this.connection.json<{ status: { token: string } }>({
      method: 'POST',
      path: `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`,
      body: {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: {},
      },
    });
    return answer.status.token;
  }

  /**
   * The same API server, as the account of a token may use it.
   *
   * @param person - as whom it acts; default: as itself
   */
  async clientFor(
    token: string,
    person?: KubernetesIdentity,
  ): Promise<KubernetesClient> {
    const config = await this.kubeConfigFor({ token });
    const connection = new ClusterConnection('test', config);
    this.others.push(connection);
    return person
      ? HttpKubernetesClient.impersonating(connection, person)
      : HttpKubernetesClient.create(connection, 'token');
  }

  /** The same API server, as a person may use it who has no rights but bound ones. */
  clientAs(identity: KubernetesIdentity): KubernetesClient {
    return HttpKubernetesClient.impersonating(this.connection, identity);
  }

  /** Text of a path below the server's URL, e.g. `/metrics`. */
  async text(path: string): Promise<string> {
    let text = '';
    for await (const chunk of this.connection.stream({
      method: 'GET',
      path,
    })) {
      text += Buffer.from(chunk).toString('latin1');
    }
    return text;
  }

  /** A new namespace with a name of its own; goes away after the tests. */
  async createNamespace(
    prefix: string,
    labels: Record<string, string> = {},
  ): Promise<string> {
    const name = `${prefix}-${randomBytes(4).toString('hex')}`;
    await this.client.create(NAMESPACE, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels },
    });
    this.namespaces.push(name);
    await this.waitForServiceAccount(name);
    return name;
  }

  /**
   * Server-side apply; plurals are asked of the API server. Rights that are bound
   * count when it returns.
   */
  async applyObjects<T extends KubernetesObject>(
    objects: readonly T[],
  ): Promise<T[]> {
    const applied: T[] = [];
    for (const object of objects) {
      const { type, namespaced } = await this.typeOf(object);
      applied.push(
        await this.client.patch<T>(
          {
            type,
            name: object.metadata!.name!,
            namespace: namespaced
              ? object.metadata!.namespace ?? 'default'
              : undefined,
          },
          { type: 'application/apply-patch+yaml', body: object },
          { fieldManager: 'fairway-test', force: true },
        ),
      );
      await untilBound(this.client, object);
    }
    return applied;
  }

  /** Deletes the namespaces that it made, and lets go of the connections. */
  async cleanUp(): Promise<void> {
    for (const name of this.namespaces.splice(0)) {
      const path = { type: NAMESPACE, name };
      // A test may have deleted it already.
      const found = await this.client.get(path).catch(() => undefined);
      if (found) {
        await this.client.delete(path, { uid: found.metadata!.uid! });
      }
    }
    this.others.splice(0).forEach(connection => connection.close());
    this.connection.close();
  }

  /** Pods are refused until the namespace has its default account. */
  private async waitForServiceAccount(namespace: string): Promise<void> {
    const path = { type: SERVICE_ACCOUNT, namespace, name: 'default' };
    for (let attempt = 0; attempt < 50; attempt++) {
      const found = await this.client.get(path).catch(() => undefined);
      if (found) {
        return;
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }

  private async typeOf(
    object: KubernetesObject,
  ): Promise<{ type: ResourceType; namespaced: boolean }> {
    const { apiVersion = '', kind = '' } = object;
    const root = apiVersion.includes('/') ? '/apis' : '/api';
    let list = this.discovered.get(apiVersion);
    if (!list) {
      list = this.connection.json<ApiResourceList>({
        method: 'GET',
        path: `${root}/${apiVersion}`,
      });
      this.discovered.set(apiVersion, list);
    }
    const resource = (await list).resources.find(
      one => one.kind === kind && !one.name.includes('/'),
    );
    if (!resource) {
      this.discovered.delete(apiVersion);
      throw new Error(`The cluster serves no ${kind} of ${apiVersion}`);
    }
    const [group, version] =
      root === '/api' ? ['', apiVersion] : apiVersion.split('/');
    return {
      type: { group, version, plural: resource.name, kind },
      namespaced: resource.namespaced,
    };
  }
}
