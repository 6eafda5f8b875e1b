import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import {
  ENVIRONMENT_LABELS as L,
  type WorkspaceView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  eventually,
  type RealCluster,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { KubernetesObject, V1Namespace } from '@kubernetes/client-node';
import { parseAllDocuments } from 'yaml';
import { TYPES } from '../domain/kinds/resourceTypes';
import { startPortal } from './testPortal';

const DEPLOY = resolve(__dirname, '../../../fairway-node/deploy');

/** The objects of a file under fairway-node/deploy. */
export function shipped(file: string): KubernetesObject[] {
  return parseAllDocuments(readFileSync(`${DEPLOY}/${file}`, 'utf8')).map(
    document => document.toJS() as KubernetesObject,
  );
}

/** A component of the catalog. */
export function component(
  name: string,
  more: {
    annotations?: Record<string, string>;
    relations?: Entity['relations'];
    kind?: string;
  } = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: more.kind ?? 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/kubernetes-id': name,
        ...more.annotations,
      },
    },
    spec: {},
    relations: more.relations ?? [],
  };
}

/** As whom the portal acts for people: the rules that are shipped, for an account of the tests. */
async function actorTokenFor(cluster: RealCluster): Promise<string> {
  const name = 'fairway-test-workspaces-actor';
  const token = await cluster.createServiceAccount('fairway-system', name);
  // Under another name: the cluster's own list of people stays as it is.
  const [role, binding] = shipped('actor-people.yaml').map(object => ({
    ...object,
    metadata: { name },
  }));
  await cluster.applyObjects<KubernetesObject>([
    role,
    {
      ...binding,
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name,
      },
      subjects: [{ kind: 'ServiceAccount', name, namespace: 'fairway-system' }],
    } as KubernetesObject,
  ]);
  return token;
}

/**
 * A portal before a real cluster: it looks as the administrator, and makes
 * workspaces under the very accounts, rights and fences that are shipped.
 */
export async function startWorld(
  cluster: RealCluster,
  options: { workspaces?: JsonObject; entities: Entity[] },
) {
  const instance = `w-${randomBytes(4).toString('hex')}`;
  for (const file of ['namespace', 'environments', 'workspaces']) {
    await cluster.applyObjects(shipped(`${file}.yaml`));
  }
  const operatorToken = await cluster.createServiceAccount(
    'fairway-system',
    'fairway-operator',
  );
  const portal = await startPortal({
    entities: options.entities,
    config: {
      backend: { baseUrl: 'http://localhost:7007' },
      fairway: {
        clusters: {
          main: {
            kubeconfig: { file: cluster.kubeconfig },
            actorToken: await actorTokenFor(cluster),
            operatorToken,
          },
        },
      },
      environments: { instance, loop: { writesPerSecond: 100 } },
      workspaces: {
        image: 'workspace:1',
        // Nothing really runs on a simulated node.
        podTemplate: {
          nodeSelector: { 'fairway.dev/node': 'simulated' },
          tolerations: [{ operator: 'Exists' }],
        },
        ...options.workspaces,
      },
    },
  });
  const { client } = cluster;
  const view = async (name: string, who = 'alice') => {
    const { body } = await portal.get('/workspaces', { scope: 'all' }, who);
    const all = body.clusters[0].workspaces as WorkspaceView[];
    return all.find(one => one.name === name);
  };
  return {
    portal,
    instance,
    client,
    operatorToken,
    view,
    /** Waits until it is in that state. */
    in: (name: string, state: string, timeout = 30_000) =>
      eventually(async () => {
        const found = await view(name);
        expect(found).toMatchObject({ state });
        return found!;
      }, timeout),
    stop: async () => {
      await portal.stop();
      const namespaces = await client.list<V1Namespace>(TYPES.Namespace, {
        labelSelector: `${L.instance}=${instance}`,
      });
      for (const { metadata } of namespaces) {
        const { name = '', uid = '' } = metadata ?? {};
        // It may be on its way already.
        await client
          .delete({ type: TYPES.Namespace, name }, { uid })
          .catch(() => {});
      }
    },
  };
}

/** @see startWorld */
export type TestWorld = Awaited<ReturnType<typeof startWorld>>;
