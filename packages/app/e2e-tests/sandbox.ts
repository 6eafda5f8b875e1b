import { expect } from '@playwright/test';
import { ApiError } from '@fairway-idp/dev-world';
import { administrator } from './support';

interface Deployment {
  spec: { replicas: number };
  status: { readyReplicas?: number };
}

interface Wanted {
  replicas: number;
  cpu?: string;
  memory?: string;
}

/** One namespace past the portal, as the cluster's administrator. */
export function clusterOf(namespace: string) {
  const api = administrator();
  const at = (group: string, path: string) =>
    `${group}/namespaces/${namespace}/${path}`;
  const get = <T>(group: string, path: string) => api.get<T>(at(group, path));
  const deployment = (name: string) =>
    get<Deployment>('/apis/apps/v1', `deployments/${name}`);
  return {
    get,
    deployment,
    deploy: async (name: string, wanted: Wanted) =>
      api.json('POST', at('/apis/apps/v1', 'deployments'), {
        body: manifest(name, wanted, await hasRealNode()),
      }),
    claim: (name: string, storage: string) =>
      api.json('POST', at('/api/v1', 'persistentvolumeclaims'), {
        body: {
          metadata: { name },
          spec: {
            accessModes: ['ReadWriteOnce'],
            resources: { requests: { storage } },
          },
        },
      }),
    untilReady: (name: string, replicas: number) =>
      expect
        .poll(async () => (await deployment(name)).status.readyReplicas ?? 0, {
          timeout: 60_000,
        })
        .toBe(replicas),
    exists: () =>
      api.get(`/api/v1/namespaces/${namespace}`).then(
        () => true,
        error => {
          if (error instanceof ApiError && error.status === 404) {
            return false;
          }
          throw error;
        },
      ),
  };
}

async function hasRealNode(): Promise<boolean> {
  const { items } = await administrator().get<{ items: unknown[] }>(
    '/api/v1/nodes?labelSelector=fairway.dev%2Fnode%3Dreal',
  );
  return items.length > 0;
}

/** The dev world's own server, on the real node where there is one: really running pods. */
function manifest(name: string, wanted: Wanted, real: boolean): object {
  const { replicas, cpu = '50m', memory = '64Mi' } = wanted;
  const labels = { 'app.kubernetes.io/name': name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 65532,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          nodeSelector: { 'fairway.dev/node': real ? 'real' : 'simulated' },
          tolerations: [{ key: 'fairway.dev/real', operator: 'Exists' }],
          containers: [
            {
              name,
              image: 'localhost/fairway-demo:1.0',
              imagePullPolicy: 'IfNotPresent',
              resources: { requests: { cpu, memory }, limits: { cpu, memory } },
              securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ['ALL'] },
              },
            },
          ],
        },
      },
    },
  };
}
