import type {
  KubernetesClient,
  ObjectPath,
  ResourceType,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { describeWithCluster } from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { KubernetesObject, V1Namespace } from '@kubernetes/client-node';
import { EVERY_KIND } from './__testUtils__/everyKind';
import { startWorld, type TestWorld } from './__testUtils__/testWorld';
import { TYPES } from './domain/kinds/resourceTypes';
import { allowedType } from './domain/preview/objects/kinds';
import { readObjects } from '@fairway-idp/backstage-plugin-fairway-node/manifests';

jest.setTimeout(60_000);

const SECRET: ResourceType = {
  group: '',
  version: 'v1',
  plural: 'secrets',
  kind: 'Secret',
};
const MANAGED = { 'fairway.dev/managed': 'true' };
const RBAC = 'rbac.authorization.k8s.io';

describeWithCluster('the fence around the operator', cluster => {
  let world: TestWorld;
  /** The operator, as somebody who stole its token would use it. */
  let operator: KubernetesClient;

  beforeAll(async () => {
    world = await startWorld(cluster());
    operator = await cluster().clientFor(world.operatorToken);
  });

  afterAll(async () => {
    await world?.stop();
  });

  const answer = (call: Promise<unknown>): Promise<string> =>
    call.then(
      () => 'allowed',
      (error: Error) => error.message,
    );
  const label = (name: string, labels: Record<string, string | null>) =>
    answer(
      operator.patch(
        { type: TYPES.Namespace, name },
        {
          type: 'application/merge-patch+json',
          body: { metadata: { labels } },
        },
      ),
    );
  const make = (
    kind: keyof typeof TYPES,
    name: string,
    more: { namespace?: string; [field: string]: unknown } = {},
  ) => {
    const { namespace, ...fields } = more;
    const { group, version } = TYPES[kind];
    const object: KubernetesObject = {
      apiVersion: group ? `${group}/${version}` : version,
      kind,
      metadata: { name },
      ...fields,
    };
    return answer(operator.create(TYPES[kind], object, { namespace }));
  };
  const refused = /lend nor take/;

  it('keeps it off namespaces that do not bear our label', async () => {
    const name = await cluster().createNamespace('foreign');
    const { metadata } = await world.client.get<V1Namespace>({
      type: TYPES.Namespace,
      name,
    });
    expect(await label(name, { a: 'b' })).toMatch(refused);
    expect(await label(name, { 'fairway.dev/managed': 'true' })).toMatch(
      refused,
    );
    const deletion = operator.delete(
      { type: TYPES.Namespace, name },
      { uid: metadata!.uid! },
    );
    expect(await answer(deletion)).toMatch(refused);
    expect(await make('ResourceQuota', 'q', { namespace: name })).toMatch(
      /does not bear the label/,
    );
    expect(await make('Namespace', 'fence-without-label')).toMatch(refused);
  });

  it('lets it take no label from those that do', async () => {
    const name = await world.sandbox('fenced');
    expect(await label(name, { a: 'b' })).toBe('allowed');
    expect(await label(name, { 'fairway.dev/managed': null })).toMatch(refused);
    expect(await label(name, { 'fairway.dev/instance': 'other' })).toMatch(
      refused,
    );
  });

  it('lets it hand out one role and read no secret', async () => {
    const namespace = await world.sandbox('roles');
    const bind = (role: string) =>
      make('RoleBinding', `bind-${role}`, {
        namespace,
        roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
        subjects: [{ apiGroup: RBAC, kind: 'User', name: 'mallory' }],
      });
    expect(await bind('fairway-environment-developer')).toBe('allowed');
    expect(await bind('cluster-admin')).toMatch(/is attempting to grant/);
    expect(await answer(operator.list(SECRET, { namespace }))).toMatch(
      /cannot list resource "secrets"/,
    );
  });

  /** Server-side apply, as previews are delivered. */
  const apply = (
    type: ResourceType,
    { namespace, ...object }: { namespace: string } & KubernetesObject,
  ) =>
    answer(
      operator.patch(
        { type, namespace, name: object.metadata!.name! },
        { type: 'application/apply-patch+yaml', body: object },
        { fieldManager: 'fairway-test', force: true },
      ),
    );
  /** How the UID of an object is learnt before it is deleted. */
  const peek = (path: ObjectPath) =>
    answer(
      operator.patch(
        path,
        { type: 'application/merge-patch+json', body: {} },
        { dryRun: true },
      ),
    );
  const unlabelled = /does not bear the label/;
  const secret = (name: string): KubernetesObject => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name },
  });

  it.each(
    readObjects(EVERY_KIND, 'every-kind.yaml').map(object => [
      object.kind!,
      object,
    ]),
  )('lets it bring and take a %s in environments only', async (_, object) => {
    const foreign = await cluster().createNamespace('foreign');
    const own = await cluster().createNamespace('own', MANAGED);
    const type = allowedType(object.apiVersion, object.kind)!;
    const { name } = object.metadata!;
    const remove = async (namespace: string) => {
      const path = { type, namespace, name: name! };
      const { metadata } = await cluster().client.get(path);
      return answer(operator.delete(path, { uid: metadata!.uid! }));
    };
    expect(await apply(type, { ...object, namespace: foreign })).toMatch(
      unlabelled,
    );
    await cluster().applyObjects([
      { ...object, metadata: { name, namespace: foreign } },
    ]);
    expect(await peek({ type, namespace: foreign, name: name! })).toMatch(
      unlabelled,
    );
    expect(await remove(foreign)).toMatch(unlabelled);
    expect(await apply(type, { ...object, namespace: own })).toBe('allowed');
    expect(await remove(own)).toBe('allowed');
  });

  it('lets it write one Secret in environments, and read none anywhere', async () => {
    const foreign = await cluster().createNamespace('foreign');
    const own = await cluster().createNamespace('own', MANAGED);
    const name = 'fairway-database';
    expect(await apply(SECRET, { ...secret(name), namespace: own })).toBe(
      'allowed',
    );
    expect(await apply(SECRET, { ...secret('other'), namespace: own })).toMatch(
      /cannot patch resource "secrets"/,
    );
    expect(
      await apply(SECRET, { ...secret(name), namespace: foreign }),
    ).toMatch(unlabelled);
    await cluster().applyObjects([
      { ...secret(name), metadata: { name, namespace: foreign } },
    ]);
    const refusedReads = [
      answer(operator.get({ type: SECRET, namespace: own, name })),
      answer(operator.list(SECRET, { namespace: own })),
      answer(operator.get({ type: SECRET, namespace: foreign, name })),
      peek({ type: SECRET, namespace: foreign, name }),
      answer(operator.create(SECRET, secret('other'), { namespace: own })),
    ];
    expect(await Promise.all(refusedReads)).toEqual([
      expect.stringMatching(/cannot get resource "secrets"/),
      expect.stringMatching(/cannot list resource "secrets"/),
      expect.stringMatching(/cannot get resource "secrets"/),
      expect.stringMatching(unlabelled),
      expect.stringMatching(/cannot create resource "secrets"/),
    ]);
  });

  it('lets it see no configuration of others', async () => {
    const namespace = await cluster().createNamespace('foreign');
    const type = allowedType('v1', 'ConfigMap')!;
    const name = 'kube-root-ca.crt';
    expect(await answer(operator.get({ type, namespace, name }))).toMatch(
      /cannot get resource "configmaps"/,
    );
    expect(await peek({ type, namespace, name })).toMatch(unlabelled);
  });
});
