import type {
  Cluster,
  DeliveredObject,
  KubernetesApiError,
  KubernetesClient,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { describeWithCluster } from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { KubernetesObject } from '@kubernetes/client-node';
import { EVERY_KIND, pod } from '../__testUtils__/everyKind';
import { shipped } from '../__testUtils__/testWorld';
import { prepareObjects } from '../domain/preview/objects/prepareObjects';
import { allowedType } from '../domain/preview/objects/kinds';
import { readObjects } from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import { ServerSideApplyDelivery } from './ServerSideApplyDelivery';

jest.setTimeout(60_000);

const MANAGED = { 'fairway.dev/managed': 'true' };
describeWithCluster('ServerSideApplyDelivery', cluster => {
  const delivery = ServerSideApplyDelivery.create();
  let operator: KubernetesClient;
  let namespace: string;

  beforeAll(async () => {
    await cluster().applyObjects(shipped('namespace.yaml'));
    await cluster().applyObjects(shipped('environments.yaml'));
    const token = await cluster().createServiceAccount(
      'fairway-system',
      'fairway-operator',
    );
    operator = await cluster().clientFor(token);
  });

  beforeEach(async () => {
    namespace = await cluster().createNamespace('deliver', MANAGED);
  });

  const prepared = (text: string): KubernetesObject[] =>
    prepareObjects(readObjects(text, 'deploy/all.yaml'), {
      name: namespace,
      components: ['web'],
      host: 'web.example.com',
    }).objects;
  const inventory = (objects: KubernetesObject[]): DeliveredObject[] =>
    objects.map(({ apiVersion, kind, metadata }) => ({
      apiVersion: apiVersion!,
      kind: kind!,
      name: metadata!.name!,
    }));
  const deliver = (
    objects: KubernetesObject[],
    more: {
      previous?: DeliveredObject[];
      signal?: AbortSignal;
      client?: KubernetesClient;
    } = {},
  ) =>
    delivery.deliver({ operator: more.client ?? operator } as Cluster, {
      namespace,
      objects,
      previous: more.previous ?? [],
      signal: more.signal,
    });
  /** As the administrator sees it; undefined if it is not there. */
  const look = ({ apiVersion, kind, name }: DeliveredObject) =>
    cluster()
      .client.get<KubernetesObject>({
        type: allowedType(apiVersion, kind)!,
        namespace,
        name,
      })
      .catch((error: KubernetesApiError) => {
        if (error.statusCode !== 404) {
          throw error;
        }
        return undefined;
      });
  const map = (name: string, data: Record<string, string> = {}) =>
    prepared(
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: ${JSON.stringify(
        data,
      )}`,
    );
  const isThere = (object: DeliveredObject) =>
    look(object).then(
      found => found !== undefined && !found.metadata?.deletionTimestamp,
    );

  it('applies everything, and changes nothing when it does so again', async () => {
    const objects = prepared(EVERY_KIND);
    expect(objects).toHaveLength(11);
    await deliver(objects);
    /** What we set of each, and when: others write their status besides. */
    const ours = () =>
      Promise.all(
        inventory(objects).map(async object =>
          (await look(object))?.metadata?.managedFields?.find(
            ({ manager }) => manager === 'fairway-previews',
          ),
        ),
      );
    const before = await ours();
    expect(before).not.toContain(undefined);
    // Times are in whole seconds.
    await new Promise(resolve => setTimeout(resolve, 1100));
    await deliver(objects, { previous: inventory(objects) });
    expect(await ours()).toEqual(before);
    expect((await look(inventory(objects)[0]))?.metadata).toMatchObject({
      labels: { ...MANAGED, 'fairway.dev/preview': namespace },
    });
  });

  it('takes away what an earlier delivery left, and nothing else', async () => {
    const [old, kept, foreign] = ['old', 'kept', 'foreign'].map(
      name => map(name)[0],
    );
    await deliver([old, kept, foreign]);
    const gone = { apiVersion: 'v1', kind: 'Service', name: 'never-was' };
    await deliver([kept], { previous: [...inventory([old, kept]), gone] });
    const there = await Promise.all(
      inventory([old, kept, foreign]).map(isThere),
    );
    expect(there).toEqual([false, true, true]);
  });

  it('knows an object by another version of its kind', async () => {
    const [autoscaler] = prepared(
      EVERY_KIND.split('---').filter(text => /HorizontalPod/.test(text))[0],
    );
    await deliver([autoscaler]);
    const older = {
      ...inventory([autoscaler])[0],
      apiVersion: 'autoscaling/v1',
    };
    await deliver([autoscaler], { previous: [older] });
    expect(await isThere(older)).toBe(true);
  });

  it('leaves an object that was made anew while it was to be deleted', async () => {
    const [old] = map('old', { made: 'by us' });
    await deliver([old]);
    const { admin, path } = {
      admin: cluster().client,
      path: { type: allowedType('v1', 'ConfigMap')!, namespace, name: 'old' },
    };
    // Between the look at its UID and the deletion somebody is faster.
    const slow: KubernetesClient = Object.assign(Object.create(operator), {
      delete: async (...args: Parameters<KubernetesClient['delete']>) => {
        const { metadata } = await admin.get(path);
        await admin.delete(path, { uid: metadata!.uid! });
        await admin.create(
          path.type,
          { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'old' } },
          { namespace },
        );
        return operator.delete(...args);
      },
    });
    await deliver([], { previous: inventory([old]), client: slow });
    expect(await isThere(inventory([old])[0])).toBe(true);
  });

  it('runs a Job anew when its template changes', async () => {
    const job = (image: string) =>
      prepared(
        `apiVersion: batch/v1\nkind: Job\nmetadata: {name: migrate}\nspec:\n  template:\n    spec:${pod(
          image,
          'Never',
        )}`,
      );
    await deliver(job('web:1'));
    const [at] = inventory(job('web:1'));
    const first = await look(at);
    await deliver(job('web:1'), { previous: [at] });
    expect((await look(at))?.metadata?.uid).toBe(first?.metadata?.uid);
    await deliver(job('web:2'), { previous: [at] });
    const second = await look(at);
    expect(second?.metadata?.uid).not.toBe(first?.metadata?.uid);
    expect(second).toMatchObject({
      spec: { template: { spec: { containers: [{ image: 'web:2' }] } } },
    });
  });

  it.each([
    [
      'a selector',
      'Deployment',
      (object: string) => object.replaceAll('app: web', 'app: other'),
    ],
    [
      'a service name',
      'StatefulSet',
      (object: string) =>
        object.replace('serviceName: web', 'serviceName: other'),
    ],
    [
      'an access mode',
      'PersistentVolumeClaim',
      (object: string) => object.replace('ReadWriteOnce', 'ReadWriteMany'),
    ],
  ])('says that %s cannot be changed', async (_, kind, change) => {
    const [text] = EVERY_KIND.split('---').filter(one =>
      one.includes(`kind: ${kind}\n`),
    );
    await deliver(prepared(text));
    const answer = deliver(prepared(change(text)));
    await expect(answer).rejects.toThrow(
      new RegExp(
        `^${kind} '\\w+' differs from what runs in a field that cannot be changed: .*Delete the preview and redeploy it`,
        's',
      ),
    );
    await expect(answer).rejects.toMatchObject({ name: 'InputError' });
  });

  it.each([
    [
      'an unknown field',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndate: {}',
      /^ConfigMap 'a' is refused by cluster '\w+': .*\.date: field not declared in schema/,
    ],
    [
      'a wrong type',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {port: 80}',
      /^ConfigMap 'a' is refused by cluster/,
    ],
    [
      'an impossible value',
      'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: 0}]}',
      /^Service 'a' is refused by cluster '\w+': .*ports/,
    ],
  ])('names the object that has %s', async (_, text, message) => {
    const answer = deliver(prepared(text));
    await expect(answer).rejects.toThrow(message);
    await expect(answer).rejects.toMatchObject({ name: 'InputError' });
  });

  it('applies a route where the cluster knows routes, and says so where not', async () => {
    const served = await cluster()
      .text('/apis/gateway.networking.k8s.io/v1')
      .then(
        text => text.includes('httproutes'),
        () => false,
      );
    const [route] = prepareObjects(
      readObjects(
        'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}',
        'a',
      ),
      {
        name: namespace,
        components: ['web'],
        host: 'web.example.com',
        gateway: { namespace: 'gateways', name: 'shared' },
      },
    ).objects.slice(-1);
    const answer = await deliver([route]).then(
      () => 'applied',
      (error: Error) => error.message,
    );
    expect(answer).toMatch(
      served
        ? /^applied$/
        : /^HTTPRoute 'fairway-preview' cannot be applied: cluster '\w+' does not know HTTPRoute \(gateway.networking.k8s.io\/v1\)$/,
    );
  });

  it.each<[string, () => Parameters<typeof deliver>, RegExp]>([
    [
      'an object of another namespace',
      () => [
        [
          ...map('a'),
          { ...map('b')[0], metadata: { name: 'b', namespace: 'kube-system' } },
        ],
      ],
      /'b' is for namespace 'kube-system', not for 'deliver-/,
    ],
    [
      'an object without a namespace',
      () => [[...map('a'), { ...map('b')[0], metadata: { name: 'b' } }]],
      /is for namespace 'undefined'/,
    ],
    [
      'a Secret',
      () => [
        [
          ...map('a'),
          {
            apiVersion: 'v1',
            kind: 'Secret',
            metadata: { name: 'b', namespace },
          },
        ],
      ],
      /Secret 'b' \(v1\) is none of the objects/,
    ],
    [
      'a cluster-wide object that was delivered',
      () => [
        map('a'),
        {
          previous: [
            { apiVersion: 'v1', kind: 'Namespace', name: 'kube-system' },
          ],
        },
      ],
      /Namespace 'kube-system' \(v1\) is none of the objects/,
    ],
  ])('refuses %s before anything is applied', async (_, args, message) => {
    await expect(deliver(...args())).rejects.toThrow(message);
    expect(await isThere(inventory(map('a'))[0])).toBe(false);
  });

  it('is kept by the fence to namespaces of ours', async () => {
    namespace = await cluster().createNamespace('foreign');
    await expect(deliver(map('a'))).rejects.toThrow(
      /ConfigMap 'a' in foreign-.*does not bear the label/,
    );
    await cluster().applyObjects(map('b'));
    const previous = inventory(map('b'));
    await expect(deliver([], { previous })).rejects.toThrow(
      /does not bear the label/,
    );
    expect(await isThere(previous[0])).toBe(true);
  });

  it('ends when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(deliver(map('a'), { signal })).rejects.toThrow('enough');
  });
});
