import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  environmentMetadata,
  environmentName,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { RealCluster } from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { KubernetesObject, V1Namespace } from '@kubernetes/client-node';
import type { JsonObject } from '@backstage/types';
import { parseAllDocuments } from 'yaml';
import { TYPES } from '../domain/kinds/resourceTypes';
import { startPortal } from './testPortal';

const DEPLOY = resolve(__dirname, '../../../fairway-node/deploy');

/** Who impersonates people in these tests; how that is fenced is tested elsewhere. */
const ACTOR = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: 'housekeeping-test-actor' },
  roleRef: {
    apiGroup: 'rbac.authorization.k8s.io',
    kind: 'ClusterRole',
    name: 'cluster-admin',
  },
  subjects: [
    { kind: 'ServiceAccount', name: 'test-actor', namespace: 'fairway-system' },
  ],
};

/** What the owner of an environment has in it. */
const owns = (namespace: string, entityRef: string) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: { name: 'owner', namespace },
  roleRef: {
    apiGroup: 'rbac.authorization.k8s.io',
    kind: 'ClusterRole',
    name: 'fairway-environment-developer',
  },
  subjects: [
    {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'User',
      name: `backstage:${entityRef.split(':')[1]}`,
    },
  ],
});

/** The objects of a file under fairway-node/deploy. */
export function shipped(file: string): KubernetesObject[] {
  return parseAllDocuments(readFileSync(`${DEPLOY}/${file}`, 'utf8')).map(
    document => document.toJS() as KubernetesObject,
  );
}

/**
 * A portal before a real cluster, with the very accounts, rights and fence that
 * are shipped. Its administrator makes what it is to find.
 */
export async function startWorld(
  cluster: RealCluster,
  housekeeping: JsonObject = {},
) {
  const instance = `h-${randomBytes(4).toString('hex')}`;
  for (const file of [
    'namespace.yaml',
    'reader.yaml',
    'environments.yaml',
    'housekeeping.yaml',
  ]) {
    await cluster.applyObjects(shipped(file));
  }
  const account = (name: string) =>
    cluster.createServiceAccount('fairway-system', name);
  const operatorToken = await account('fairway-operator');
  const readerToken = await account('fairway-reader');
  const actorToken = await account('test-actor');
  await cluster.applyObjects([ACTOR]);
  const { server, caData } = cluster.admin.getCurrentCluster()!;
  const portal = await startPortal({
    config: {
      kubernetes: {
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [
              {
                name: 'main',
                url: server,
                caData: caData!,
                authProvider: 'serviceAccount',
                serviceAccountToken: readerToken,
              },
            ],
          },
        ],
      },
      fairway: { clusters: { main: { actorToken, operatorToken } } },
      environments: { instance },
      housekeeping: {
        fallbackOwner: 'group:default/platform',
        loop: { writesPerSecond: 100 },
        cap: { maxPercent: 100 },
        ...housekeeping,
      },
    },
  });
  const { client } = cluster;
  const made: string[] = [];
  const created = async (labels: object, annotations: object, name: string) => {
    await client.create(TYPES.Namespace, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name,
        labels: { ...labels },
        annotations: { ...annotations },
      },
    });
    made.push(name);
    return name;
  };
  return {
    portal,
    instance,
    client,
    operatorToken,
    readerToken,
    /** An environment of alice's, as the environments plugin would mark it. */
    async sandbox(
      title: string,
      more: { labels?: object; owner?: string } = {},
    ): Promise<string> {
      const { owner = 'user:default/alice' } = more;
      const key = { kind: 'sandbox' as const, instance, owner, title };
      const name = environmentName(key);
      const { labels, annotations } = environmentMetadata({
        ...key,
        name,
        createdBy: owner,
        tier: 's',
      });
      await created({ ...labels, ...more.labels }, annotations, name);
      await cluster.applyObjects([owns(name, owner)]);
      return name;
    },
    async namespace(name: string, labels: object = {}): Promise<string> {
      return created(labels, {}, `${name}-${instance}`);
    },
    stop: async () => {
      await portal.stop();
      for (const name of made) {
        const found = await client
          .get<V1Namespace>({ type: TYPES.Namespace, name })
          .catch(() => undefined);
        const uid = found?.metadata?.uid;
        if (uid && !found?.metadata?.deletionTimestamp) {
          await client.delete({ type: TYPES.Namespace, name }, { uid });
        }
      }
    },
  };
}

/** @see startWorld */
export type TestWorld = Awaited<ReturnType<typeof startWorld>>;
