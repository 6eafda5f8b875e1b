import type {
  KubernetesClient,
  ResourceType,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { describeWithCluster } from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { KubernetesObject, V1Namespace } from '@kubernetes/client-node';
import { startWorld, type TestWorld } from './__testUtils__/testWorld';
import { TYPES } from './domain/kinds/resourceTypes';

jest.setTimeout(60_000);

const SECRET: ResourceType = {
  group: '',
  version: 'v1',
  plural: 'secrets',
  kind: 'Secret',
};
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
});
