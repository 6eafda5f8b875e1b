import type { Cluster } from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject } from '@kubernetes/client-node';
import { KUBECONFIG_ACCOUNT } from '../domain/connect/kubeconfig';
import { TYPES } from '../domain/kinds/resourceTypes';

const RBAC = 'rbac.authorization.k8s.io';
const FIELD_MANAGER = 'fairway-workspaces';

interface TokenRequest extends KubernetesObject {
  status?: { token: string; expirationTimestamp: string };
}

/**
 * A token for the sandbox's role: of an account that has no lasting secret and is
 * bound to nothing but that role, in that namespace.
 */
export async function issueToken(
  { operator }: Cluster,
  options: { namespace: string; clusterRole: string; seconds: number },
): Promise<{ token: string; expiresAt: string }> {
  const { namespace, clusterRole, seconds } = options;
  const metadata = {
    name: KUBECONFIG_ACCOUNT,
    namespace,
    labels: { 'fairway.dev/managed': 'true' },
  };
  const path = { namespace, name: KUBECONFIG_ACCOUNT };
  const write = { fieldManager: FIELD_MANAGER, force: true };
  await operator.patch(
    { type: TYPES.ServiceAccount, ...path },
    {
      type: 'application/apply-patch+yaml',
      body: {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata,
        automountServiceAccountToken: false,
      },
    },
    write,
  );
  await operator.patch(
    { type: TYPES.RoleBinding, ...path },
    {
      type: 'application/apply-patch+yaml',
      body: {
        apiVersion: `${RBAC}/v1`,
        kind: 'RoleBinding',
        metadata,
        roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: clusterRole },
        subjects: [
          { kind: 'ServiceAccount', name: KUBECONFIG_ACCOUNT, namespace },
        ],
      },
    },
    write,
  );
  const { status } = await operator.createIn<TokenRequest>(
    { type: TYPES.ServiceAccount, ...path, subresource: 'token' },
    {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds: seconds },
    } as KubernetesObject,
  );
  if (!status) {
    throw new Error('The API server gave no token');
  }
  return { token: status.token, expiresAt: status.expirationTimestamp };
}
