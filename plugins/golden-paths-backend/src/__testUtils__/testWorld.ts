import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { RealCluster } from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { KubernetesObject } from '@kubernetes/client-node';
import request from 'supertest';
import goldenPathsPlugin from '../index';

/** What the catalog holds already. */
export const LISTED = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'listed',
    annotations: {
      'backstage.io/managed-by-origin-location':
        'url:https://git.example.com/shop/listed/src/branch/main/catalog-info.yaml',
    },
  },
};

const RBAC = 'rbac.authorization.k8s.io';

/**
 * The plugin before a real cluster, `main`.
 * Ada may edit in the namespace; others have no rights.
 */
export async function startWorld(cluster: RealCluster) {
  const namespace = await cluster.createNamespace('golden', {
    'fairway.dev/stage': 'dev',
    'pod-security.kubernetes.io/enforce': 'restricted',
  });
  await letAdaEdit(cluster, namespace);
  const denied = new Set<string>();
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(({ permission }) => ({
        result: denied.has(permission.name)
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
      })),
  });
  const backend = await startTestBackend({
    features: [
      goldenPathsPlugin,
      permissions.factory,
      catalogServiceMock.factory({ entities: [LISTED] }),
      mockServices.rootConfig.factory({
        data: {
          fairway: {
            clusters: { main: { kubeconfig: { file: cluster.kubeconfig } } },
          },
        },
      }),
    ],
  });
  const as = (person: string) =>
    mockCredentials.user.header(`user:default/${person}`);
  return {
    namespace,
    denied,
    server: backend.server,
    stop: () => backend.stop(),
    get: (path: string, query: object, person = 'ada') =>
      request(backend.server)
        .get(`/api/golden-paths/v1${path}`)
        .query(query)
        .set('Authorization', as(person)),
    preflight: (parameters: object, person = 'ada', more: object = {}) =>
      request(backend.server)
        .post('/api/golden-paths/v1/preflight')
        .send({ cluster: 'main', namespace, parameters, ...more })
        .set('Authorization', as(person)),
    apply: (objects: object[]) =>
      cluster.applyObjects(
        objects.map(object => {
          const { metadata, ...rest } = object as KubernetesObject;
          return { ...rest, metadata: { namespace, ...metadata } };
        }),
      ),
  };
}

/** Gives Ada the rights of a developer in a namespace. */
export async function letAdaEdit(
  cluster: RealCluster,
  namespace: string,
): Promise<void> {
  await cluster.applyObjects<KubernetesObject & Record<string, unknown>>([
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata: { name: 'developer', namespace },
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'edit' },
      subjects: [
        { apiGroup: RBAC, kind: 'User', name: 'backstage:default/ada' },
      ],
    },
  ]);
}

/** @see startWorld */
export type TestWorld = Awaited<ReturnType<typeof startWorld>>;
