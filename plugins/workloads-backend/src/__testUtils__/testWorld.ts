import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  TcpProxy,
  type RealCluster,
  eventually,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { KubernetesObject, V1Deployment } from '@kubernetes/client-node';
import { parse, stringify } from 'yaml';
import { WORKLOAD_TYPES } from '@fairway-idp/backstage-plugin-fairway-node/workloads';
import { component, startPortal } from './testPortal';

/** The entity whose workloads the tests make. */
export const ENTITY = 'component:default/shop';

/**
 * A portal before three clusters: `main` is the real one, `hanging` the same
 * behind a network that went silent, `expired` the same with a token that is
 * not valid. Alice is a developer in the namespace; others have no rights.
 */
export async function startWorld(cluster: RealCluster) {
  const folder = mkdtempSync(join(tmpdir(), 'fairway-workloads-'));
  const namespace = await cluster.createNamespace('shop', {
    'fairway.dev/stage': 'dev',
  });
  await grant(cluster, namespace);
  const silent = await TcpProxy.before(cluster.server);
  silent.stall(true);
  const { kubeconfig } = cluster;
  const hanging = variant(kubeconfig, join(folder, 'hanging'), {
    server: `https://127.0.0.1:${silent.port}`,
  });
  const expired = variant(kubeconfig, join(folder, 'expired'), {
    token: 'not-valid-any-more',
  });
  const portal = await startPortal({
    config: {
      fairway: {
        clusters: {
          main: { kubeconfig: { file: kubeconfig } },
          hanging: { kubeconfig: { file: hanging } },
          expired: { kubeconfig: { file: expired } },
        },
      },
    },
    entities: [
      component('shop', {
        'backstage.io/kubernetes-id': 'shop',
        'backstage.io/kubernetes-namespace': namespace,
        'backstage.io/kubernetes-cluster': 'main',
      }),
      component('everywhere', {
        'backstage.io/kubernetes-id': 'shop',
        'backstage.io/kubernetes-namespace': namespace,
      }),
      component('other', { 'backstage.io/kubernetes-id': 'other' }),
      component('bare', {}),
    ],
  });
  const read = (name: string) =>
    cluster.client.get<V1Deployment>({
      type: WORKLOAD_TYPES.Deployment,
      namespace,
      name,
    });
  return {
    portal,
    namespace,
    /** The input that names a Deployment of the entity. */
    ref: (name: string, more: Record<string, unknown> = {}) => ({
      entityRef: ENTITY,
      cluster: 'main',
      namespace,
      kind: 'Deployment',
      name,
      ...more,
    }),
    read,
    apply: async (object: KubernetesObject) => {
      await cluster.applyObjects([object]);
    },
    /** Waits until the controller has given this revision. */
    revisionIs: (name: string, revision: string) =>
      eventually(async () => {
        const { metadata, status } = await read(name);
        expect(metadata?.annotations).toMatchObject({
          'deployment.kubernetes.io/revision': revision,
        });
        expect(status?.observedGeneration).toBe(metadata?.generation);
      }),
    stop: async () => {
      await portal.stop();
      await silent.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @see startWorld */
export type TestWorld = Awaited<ReturnType<typeof startWorld>>;

/** Gives alice the rights of a developer in one namespace. */
async function grant(cluster: RealCluster, namespace: string): Promise<void> {
  const rbac = 'rbac.authorization.k8s.io';
  await cluster.applyObjects<KubernetesObject & Record<string, unknown>>([
    {
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata: { name: 'developers', namespace },
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'admin' },
      subjects: [
        { apiGroup: rbac, kind: 'User', name: 'backstage:default/alice' },
      ],
    },
  ]);
}

/** A copy of a kubeconfig with something wrong in it. */
function variant(
  from: string,
  to: string,
  change: { server?: string; token?: string },
): string {
  const config = parse(readFileSync(from, 'utf8'));
  const { cluster } = config.clusters[0];
  if (change.server) {
    cluster.server = change.server;
  }
  if (change.token) {
    config.users[0].user = { token: change.token };
  }
  writeFileSync(to, stringify(config));
  return to;
}
