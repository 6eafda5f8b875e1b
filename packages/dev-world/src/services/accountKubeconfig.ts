import type { Cluster } from '../shop/cluster/client.ts';
import { PATIENCE_S, waitFor } from '../shop/cluster/wait.ts';
import type { WorldState } from '../world/types.ts';

/** A kubeconfig, as JSON, of the ServiceAccount whose token is in this Secret. */
export async function accountKubeconfig(
  cluster: Cluster,
  { server }: Pick<WorldState, 'server'>,
  secret: { name: string; namespace: string },
): Promise<string> {
  const data = await waitFor(
    async () => {
      const found = await cluster.get({
        apiVersion: 'v1',
        kind: 'Secret',
        ...secret,
      });
      return found?.data as { token: string; 'ca.crt': string } | undefined;
    },
    { seconds: PATIENCE_S },
  );
  if (!data) {
    throw new Error(`No token in Secret ${secret.namespace}/${secret.name}`);
  }
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'world',
        cluster: { server, 'certificate-authority-data': data['ca.crt'] },
      },
    ],
    users: [
      {
        name: 'account',
        user: { token: Buffer.from(data.token, 'base64').toString('utf8') },
      },
    ],
    contexts: [
      { name: 'world', context: { cluster: 'world', user: 'account' } },
    ],
    'current-context': 'world',
  });
}
