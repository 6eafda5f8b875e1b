import type { KubernetesObject } from '@kubernetes/client-node';
import { assertSafeIdentity } from '../identity/assertSafeIdentity';
import type { KubernetesIdentity } from '../identity/types';
import { ApiRequest, ClusterConnection } from './connection';
import { discoverNamespaced } from './discovery';
import { collectPages, listPages } from './listPages';
import { readLines } from './readLines';
import { collectionPath, groupVersionPath, objectPath } from './resourcePath';
import { KubernetesApiError } from './errors';
import type {
  CallOptions,
  KubernetesClient,
  ListOptions,
  LogOptions,
  ObjectPath,
  PatchType,
  ResourceType,
  ServedType,
  WriteOptions,
} from './types';

const FIELD_MANAGER = 'fairway';
const MAX_LOG_LINE = 32 * 1024;
const POD: ResourceType = {
  group: '',
  version: 'v1',
  plural: 'pods',
  kind: 'Pod',
};

/** @see https://kubernetes.io/docs/reference/using-api/api-concepts/#metadata-only-fetches */
const METADATA_ONLY =
  'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';

/** What `mayI` asks for. @internal */
export type Access = Parameters<KubernetesClient['mayI']>[0];

/**
 * The API server over HTTP, through one identity.
 *
 * @internal
 */
export class HttpKubernetesClient implements KubernetesClient {
  private constructor(
    private readonly connection: ClusterConnection,
    readonly actsAs: string,
    private readonly headers: readonly string[],
  ) {}

  /** As the account of the connection itself. */
  static create(
    connection: ClusterConnection,
    account: string,
  ): HttpKubernetesClient {
    return new HttpKubernetesClient(connection, account, []);
  }

  /**
   * As somebody else, whom the connection's account may impersonate.
   *
   * @throws NotAllowedError for an identity of the system, before anything is sent
   */
  static impersonating(
    connection: ClusterConnection,
    identity: KubernetesIdentity,
  ): HttpKubernetesClient {
    assertSafeIdentity(identity);
    return new HttpKubernetesClient(connection, identity.user, [
      'impersonate-user',
      identity.user,
      ...identity.groups.flatMap(group => ['impersonate-group', group]),
    ]);
  }

  async get<T extends KubernetesObject>(
    path: ObjectPath,
    options?: CallOptions & { metadataOnly?: boolean },
  ): Promise<T> {
    return this.call<T>({
      ...timing(options),
      method: 'GET',
      path: objectPath(path),
      ...(options?.metadataOnly && { accept: METADATA_ONLY }),
    });
  }

  async list<T extends KubernetesObject>(
    type: ResourceType,
    options: ListOptions = {},
  ): Promise<T[]> {
    const { namespace, labelSelector, fieldSelector } = options;
    const request = {
      ...timing(options),
      path: collectionPath(type, namespace),
      query: { labelSelector, fieldSelector },
      headers: this.headers,
    };
    return collectPages(
      () => listPages(this.connection, request),
      () => {
        const items: T[] = [];
        return {
          add: page => items.push(...(page.items as T[])),
          result: () => items,
        };
      },
    );
  }

  async create<T extends KubernetesObject>(
    type: ResourceType,
    object: KubernetesObject,
    options: WriteOptions & { namespace?: string } = {},
  ): Promise<T> {
    return this.call<T>({
      ...timing(options),
      method: 'POST',
      path: collectionPath(type, options.namespace),
      query: writing(options),
      body: object,
    });
  }

  async createIn<T extends KubernetesObject>(
    path: ObjectPath,
    object: KubernetesObject,
    options: WriteOptions = {},
  ): Promise<T> {
    return this.call<T>({
      ...timing(options),
      method: 'POST',
      path: objectPath(path),
      query: writing(options),
      body: object,
    });
  }

  async patch<T extends KubernetesObject>(
    path: ObjectPath,
    patch: { type: PatchType; body: unknown },
    options: WriteOptions = {},
  ): Promise<T> {
    return this.call<T>({
      ...timing(options),
      method: 'PATCH',
      path: objectPath(path),
      query: { ...writing(options), force: options.force || undefined },
      contentType: patch.type,
      body: patch.body,
    });
  }

  async delete(
    path: ObjectPath,
    preconditions: { uid: string; resourceVersion?: string },
    options: WriteOptions = {},
  ): Promise<void> {
    await this.call({
      ...timing(options),
      method: 'DELETE',
      path: objectPath(path),
      body: {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        preconditions,
        // A Job's default would leave its pods behind.
        propagationPolicy: 'Background',
        ...(options.dryRun && { dryRun: ['All'] }),
      },
    });
  }

  async evict(
    pod: { namespace: string; name: string },
    preconditions: { uid: string; resourceVersion?: string },
    options: CallOptions = {},
  ): Promise<void> {
    await this.call({
      ...timing(options),
      method: 'POST',
      path: objectPath({ type: POD, ...pod, subresource: 'eviction' }),
      body: {
        apiVersion: 'policy/v1',
        kind: 'Eviction',
        metadata: pod,
        deleteOptions: { preconditions },
      },
    });
  }

  async namespacedTypes(options: CallOptions = {}): Promise<ResourceType[]> {
    return discoverNamespaced(path =>
      this.call({ ...timing(options), method: 'GET', path }),
    );
  }

  async served(
    apiVersion: string,
    options?: CallOptions,
  ): Promise<ServedType[]> {
    const { path, group, version } = groupVersionPath(apiVersion);
    try {
      const { resources } = await this.call<ResourceList>({
        ...timing(options),
        method: 'GET',
        path,
      });
      return resources
        .filter(({ name }) => !name.includes('/'))
        .map(({ name, kind, namespaced }) => ({
          group,
          version,
          plural: name,
          kind,
          namespaced,
        }));
    } catch (error) {
      if (error instanceof KubernetesApiError && error.statusCode === 404) {
        return [];
      }
      throw error;
    }
  }

  async version(options?: CallOptions): Promise<string> {
    const { gitVersion } = await this.call<{ gitVersion: string }>({
      ...timing(options),
      method: 'GET',
      path: '/version',
    });
    return gitVersion;
  }

  async mayI(
    access: Access,
    options?: CallOptions,
  ): Promise<{ allowed: boolean; reason?: string; failure?: Error }> {
    try {
      const review = await this.call<AccessReview>({
        ...timing(options),
        method: 'POST',
        path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
        body: accessReview(access),
      });
      const { allowed, reason, evaluationError } = review.status;
      return { allowed, reason: reason || evaluationError || undefined };
    } catch (error) {
      if (options?.signal?.aborted) {
        throw error;
      }
      // Not knowing is no permission; the caller may show why.
      const failure = error as Error;
      return { allowed: false, reason: failure.message, failure };
    }
  }

  async *logs(
    pod: { namespace: string; name: string },
    options: LogOptions,
  ): AsyncGenerator<string, void> {
    const { container, previous, follow, tailLines, sinceTime } = options;
    const chunks = this.connection.stream({
      method: 'GET',
      path: objectPath({ type: POD, ...pod, subresource: 'log' }),
      query: {
        container,
        previous,
        follow,
        tailLines,
        sinceTime,
        timestamps: true,
      },
      headers: this.headers,
      // Headers come with the first line, and a silent pod may take its time.
      timeout: follow ? undefined : 30_000,
      signal: options.signal,
    });
    yield* readLines(chunks, { maxBytes: MAX_LOG_LINE });
  }

  private call<T>(request: ApiRequest): Promise<T> {
    return this.connection.json<T>({ ...request, headers: this.headers });
  }
}

interface ResourceList {
  resources: Array<{ name: string; kind: string; namespaced: boolean }>;
}

interface AccessReview {
  status: { allowed: boolean; reason?: string; evaluationError?: string };
}

function accessReview({ verb, type, namespace, name, subresource }: Access) {
  return {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: {
      resourceAttributes: {
        verb,
        group: type.group,
        version: type.version,
        resource: type.plural,
        namespace,
        name,
        subresource,
      },
    },
  };
}

function timing(options: CallOptions = {}) {
  return { timeout: options.timeout, signal: options.signal };
}

function writing({ dryRun, fieldManager }: WriteOptions) {
  return {
    fieldManager: fieldManager ?? FIELD_MANAGER,
    fieldValidation: 'Strict',
    dryRun: dryRun ? 'All' : undefined,
  };
}
