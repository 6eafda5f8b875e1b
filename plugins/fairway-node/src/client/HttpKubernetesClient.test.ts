import { createServer, Server, Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { V1ConfigMap } from '@kubernetes/client-node';
import { describeWithCluster } from '../testing/describeWithCluster';
import { withToken } from '../clusters/buildKubeConfig';
import { loadClientNode } from '../clusters/clientNode';
import { ClusterConnection, DEFAULT_TIMEOUT } from './connection';
import { KubernetesApiError, toBackstageError } from './errors';
import { HttpKubernetesClient } from './HttpKubernetesClient';
import type { KubernetesClient, ResourceType } from './types';

const configMaps: ResourceType = {
  group: '',
  version: 'v1',
  plural: 'configmaps',
  kind: 'ConfigMap',
};
const pods = { ...configMaps, plural: 'pods', kind: 'Pod' };
const merge = 'application/merge-patch+json' as const;

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It should have failed');
}

function configMap(name: string, data: Record<string, string> = {}) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data };
}

describeWithCluster('HttpKubernetesClient', cluster => {
  let connection: ClusterConnection;
  let admin: KubernetesClient;
  let namespace: string;

  const path = (name: string) => ({ type: configMaps, namespace, name });
  const as = (user: string, ...groups: string[]) =>
    HttpKubernetesClient.impersonating(connection, { user, groups });

  beforeAll(async () => {
    connection = new ClusterConnection('dev', cluster().admin);
    admin = HttpKubernetesClient.create(connection, 'admin');
    namespace = await cluster().createNamespace('client');
  });

  afterAll(() => connection.close());

  it('says which Kubernetes it is, to anybody that is known', async () => {
    const version = await as('backstage:default/alice').version();
    expect(version).toMatch(/^v1\.\d+\.\d+/);
  });

  it('creates, reads, changes and deletes', async () => {
    const made = await admin.create<V1ConfigMap>(
      configMaps,
      configMap('crud', { a: '1' }),
      { namespace },
    );
    const changed = await admin.patch<V1ConfigMap>(path('crud'), {
      type: merge,
      body: { data: { a: '2' } },
    });
    expect(changed.data).toEqual({ a: '2' });
    expect(changed.metadata!.managedFields!.map(f => f.manager)).toEqual([
      'fairway',
    ]);
    expect(await admin.get(path('crud'))).toEqual(changed);
    await admin.delete(path('crud'), { uid: made.metadata!.uid! });
    const error = await errorOf(admin.get(path('crud')));
    expect(error).toMatchObject({
      name: 'KubernetesApiError',
      statusCode: 404,
      reason: 'NotFound',
      cluster: 'dev',
      message: 'configmaps "crud" not found',
    });
    expect(toBackstageError(error)).toMatchObject({ name: 'NotFoundError' });
  });

  it('lists all pages, by label where asked', async () => {
    const names = Array.from({ length: 520 }, (_, n) => `page-${n}`);
    await Promise.all(
      names.map((name, index) => {
        const labels = { odd: String(index % 2 === 1) };
        return admin.create(
          configMaps,
          { ...configMap(name), metadata: { name, labels } },
          { namespace },
        );
      }),
    );
    const all = await admin.list(configMaps, { namespace });
    const found = all.map(item => item.metadata!.name!);
    expect(found).toEqual(expect.arrayContaining(names));
    const odd = await admin.list(configMaps, {
      namespace,
      labelSelector: 'odd=true',
    });
    expect(odd).toHaveLength(260);
  });

  it('stores nothing in a dry run', async () => {
    const dryRun = true;
    await admin.create(configMaps, configMap('dry'), { namespace, dryRun });
    await expect(admin.get(path('dry'))).rejects.toThrow('not found');

    const made = await admin.create<V1ConfigMap>(
      configMaps,
      configMap('wet', { a: '1' }),
      { namespace },
    );
    const tried = await admin.patch<V1ConfigMap>(
      path('wet'),
      { type: merge, body: { data: { a: '2' } } },
      { dryRun },
    );
    expect(tried.data).toEqual({ a: '2' });
    await admin.delete(path('wet'), { uid: made.metadata!.uid! }, { dryRun });
    expect(await admin.get(path('wet'))).toEqual(made);
  });

  it('tells of a conflict when the object was changed since', async () => {
    const made = await admin.create(configMaps, configMap('stale'), {
      namespace,
    });
    const { resourceVersion, uid } = made.metadata!;
    const change = (value: string) =>
      admin.patch(path('stale'), {
        type: merge,
        body: { metadata: { resourceVersion }, data: { value } },
      });
    const changed = await change('mine');
    const error = await errorOf(change('yours'));
    expect(error).toMatchObject({ statusCode: 409, reason: 'Conflict' });
    expect(toBackstageError(error)).toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('the object has been modified'),
    });
    for (const preconditions of [
      { uid: uid!, resourceVersion },
      { uid: '0', resourceVersion: changed.metadata!.resourceVersion },
    ]) {
      await expect(
        admin.delete(path('stale'), preconditions),
      ).rejects.toMatchObject({ statusCode: 409 });
    }
  });

  it('has unknown fields refused, with the field named', async () => {
    const error = await errorOf(
      admin.create(
        configMaps,
        { ...configMap('strict'), dta: { a: '1' } } as never,
        { namespace },
      ),
    );
    expect(toBackstageError(error)).toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('unknown field "dta"'),
    });
  });

  it('passes on what is wrong with an object, field by field', async () => {
    const error = await errorOf(
      admin.create(configMaps, configMap('Not_A_Name'), { namespace }),
    );
    expect(error).toMatchObject({
      statusCode: 422,
      reason: 'Invalid',
      causes: [expect.objectContaining({ field: 'metadata.name' })],
    });
    expect(toBackstageError(error)).toMatchObject({ name: 'InputError' });
  });

  it('is seen as the user and the groups that it acts for', async () => {
    const review = (await as(
      'backstage:default/alice',
      'backstage:default/payments',
      'backstage:default/shop',
    ).create(
      {
        group: 'authentication.k8s.io',
        version: 'v1',
        plural: 'selfsubjectreviews',
        kind: 'SelfSubjectReview',
      },
      { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
    )) as { status?: { userInfo: { username: string; groups: string[] } } };
    expect(review.status!.userInfo).toMatchObject({
      username: 'backstage:default/alice',
      groups: [
        'backstage:default/payments',
        'backstage:default/shop',
        'system:authenticated',
      ],
    });
  });

  it('has the rights of the user, and no others', async () => {
    await cluster().applyObjects([
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { name: 'shop', namespace },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'ClusterRole',
          name: 'edit',
        },
        subjects: [
          {
            apiGroup: 'rbac.authorization.k8s.io',
            kind: 'Group',
            name: 'backstage:default/shop',
          },
        ],
      } as never,
    ]);
    const alice = as('backstage:default/alice', 'backstage:default/shop');
    const bob = as('backstage:default/bob', 'backstage:default/other');
    const access = { verb: 'create', type: configMaps, namespace };

    expect(await alice.mayI(access)).toMatchObject({ allowed: true });
    await alice.create(configMaps, configMap('by-alice'), { namespace });

    expect(await bob.mayI(access)).toMatchObject({ allowed: false });
    const error = await errorOf(
      bob.create(configMaps, configMap('by-bob'), { namespace }),
    );
    expect(error).toMatchObject({ statusCode: 403, reason: 'Forbidden' });
    expect(toBackstageError(error)).toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining(
        'User "backstage:default/bob" cannot create resource "configmaps"',
      ),
    });
  });

  it('says whose fault it is when the account may not impersonate', async () => {
    // Impersonating is itself subject to RBAC: a bearer without any role has it not.
    const token = await cluster().createServiceAccount(namespace, 'powerless');
    const nobody = new ClusterConnection(
      'dev',
      await withToken(cluster().admin, token),
    );
    const error = await errorOf(
      HttpKubernetesClient.impersonating(nobody, {
        user: 'backstage:default/alice',
        groups: [],
      }).list(pods, { namespace }),
    );
    nobody.close();
    expect(toBackstageError(error)).toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining("The portal's account lacks the right"),
    });
  });

  it.each(['system:masters', ' system:masters', 'system:nodes'])(
    'refuses the group %p before anything is sent',
    group => {
      expect(() => as('backstage:default/mallory', group)).toThrow(
        expect.objectContaining({ name: 'NotAllowedError' }),
      );
    },
  );

  it('explains a wrong token without showing it', async () => {
    const wrong = new ClusterConnection(
      'dev',
      await withToken(cluster().admin, 'not-the-token'),
    );
    const client = HttpKubernetesClient.create(wrong, 'nobody');
    const error = await errorOf(client.list(pods, { namespace }));
    wrong.close();
    expect(error).toMatchObject({ statusCode: 401 });
    const shown = toBackstageError(error) as Error;
    expect(shown.name).toBe('ServiceUnavailableError');
    expect(shown.message).toMatch(/credentials of cluster 'dev' expired or/);
    expect(shown.message).not.toContain('not-the-token');
  });

  it('ends a call when the caller has gone', async () => {
    const controller = new AbortController();
    const call = admin.list(pods, { signal: controller.signal });
    controller.abort(new Error('gone'));
    await expect(call).rejects.toThrow('gone');
  });

  it('says that logs of a missing pod are missing', async () => {
    const lines = admin.logs(
      { namespace, name: 'none' },
      { signal: new AbortController().signal },
    );
    const read = async () => {
      for await (const line of lines) {
        throw new Error(line);
      }
    };
    await expect(read()).rejects.toMatchObject({ statusCode: 404 });
  });
});

describe('a cluster that does not answer', () => {
  let blackHole: Server;
  let sockets: Socket[];

  beforeAll(async () => {
    sockets = [];
    blackHole = createServer(socket => sockets.push(socket));
    await new Promise<void>(resolve => {
      blackHole.listen(0, '127.0.0.1', resolve);
    });
  });

  afterAll(async () => {
    sockets.forEach(socket => socket.destroy());
    await new Promise(resolve => {
      blackHole.close(resolve);
    });
  });

  const portOf = (server: Server) => (server.address() as AddressInfo).port;

  async function connectTo(server: string): Promise<ClusterConnection> {
    const { KubeConfig } = await loadClientNode();
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromClusterAndUser(
      { name: 'far', server, skipTLSVerify: true },
      { name: 'me', token: 'secret' },
    );
    return new ClusterConnection('far', kubeConfig);
  }

  it.each(['http', 'https'])('is given up in time (%s)', async scheme => {
    const connection = await connectTo(
      `${scheme}://127.0.0.1:${portOf(blackHole)}`,
    );
    const client = HttpKubernetesClient.create(connection, 'me');
    const begun = Date.now();
    const error = await errorOf(client.list(pods, { timeout: 300 }));
    expect(Date.now() - begun).toBeLessThan(DEFAULT_TIMEOUT);
    expect(error).toMatchObject({
      name: 'ClusterUnreachableError',
      timedOut: true,
      cluster: 'far',
    });
    expect(toBackstageError(error)).toMatchObject({
      name: 'ServiceUnavailableError',
      message: "Cluster 'far' did not answer within 300 ms (GET /api/v1/pods)",
    });
    expect(
      await client.mayI({ verb: 'get', type: pods }, { timeout: 100 }),
    ).toMatchObject({ allowed: false });
    connection.close();
  });

  it('is named when it refuses the connection', async () => {
    const connection = await connectTo('https://127.0.0.1:1');
    const client = HttpKubernetesClient.create(connection, 'me');
    const error = await errorOf(client.list(pods));
    expect(error).not.toBeInstanceOf(KubernetesApiError);
    expect((error as Error).message).toMatch(
      /^Cluster 'far' cannot be reached: .*ECONNREFUSED/,
    );
    connection.close();
  });
});
