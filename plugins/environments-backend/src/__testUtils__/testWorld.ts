import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { KubernetesClient } from '@fairway-idp/backstage-plugin-fairway-node';
import type { RealCluster } from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { KubernetesObject, V1Namespace } from '@kubernetes/client-node';
import type { JsonObject } from '@backstage/types';
import { parseAllDocuments } from 'yaml';
import { ENVIRONMENT_LABELS as L } from '@fairway-idp/backstage-plugin-fairway-common';
import { TYPES } from '../domain/kinds/resourceTypes';
import { startPortal } from './testPortal';

const DEPLOY = resolve(__dirname, '../../../fairway-node/deploy');

/** The objects of a file under fairway-node/deploy. */
export function shipped(file: string): KubernetesObject[] {
  return parseAllDocuments(readFileSync(`${DEPLOY}/${file}`, 'utf8')).map(
    document => document.toJS() as KubernetesObject,
  );
}

/**
 * A portal before a real cluster. It looks as the administrator and keeps
 * environments under the very account, rights and fence that are shipped.
 */
export async function startWorld(
  cluster: RealCluster,
  environments: JsonObject = {},
  around: Pick<Parameters<typeof startPortal>[0], 'entities' | 'features'> = {},
) {
  const instance = `t-${randomBytes(4).toString('hex')}`;
  await cluster.applyObjects(shipped('namespace.yaml'));
  await cluster.applyObjects(shipped('environments.yaml'));
  const operatorToken = await cluster.createServiceAccount(
    'fairway-system',
    'fairway-operator',
  );
  const portal = await startPortal({
    ...around,
    config: {
      fairway: {
        clusters: {
          main: { kubeconfig: { file: cluster.kubeconfig }, operatorToken },
        },
      },
      environments: {
        instance,
        loop: { writesPerSecond: 100 },
        ...environments,
      },
    },
  });
  const { client } = cluster;
  const namespaces = () =>
    client.list<V1Namespace>(TYPES.Namespace, {
      labelSelector: `${L.instance}=${instance}`,
    });
  return {
    portal,
    instance,
    client,
    operatorToken,
    namespaces,
    /** @returns its namespace */
    async sandbox(title: string, more: object = {}): Promise<string> {
      const { body } = await portal.post('/sandbox', { title, ...more });
      expect(body).toMatchObject({ outcome: 'applied', problems: [] });
      return body.namespace;
    },
    stop: async () => {
      await portal.stop();
      for (const { metadata } of await namespaces()) {
        await remove(client, metadata!.name!, metadata!.uid!);
      }
    },
  };
}

/** @see startWorld */
export type TestWorld = Awaited<ReturnType<typeof startWorld>>;

async function remove(client: KubernetesClient, name: string, uid: string) {
  // It may be on its way already.
  await client.delete({ type: TYPES.Namespace, name }, { uid }).catch(() => {});
}
