import { stringify } from 'yaml';

/** The account that kubeconfigs of a sandbox speak for. */
export const KUBECONFIG_ACCOUNT = 'fairway-kubeconfig';

/** A kubeconfig for one namespace, with a token that ends soon. */
export function kubeconfigOf(options: {
  cluster: string;
  server: string;
  caData?: string;
  namespace: string;
  user: string;
  token: string;
  expiresAt: string;
}): string {
  const { cluster, server, caData, namespace, user, token, expiresAt } =
    options;
  const text = stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: cluster,
        cluster: {
          server,
          ...(caData && { 'certificate-authority-data': caData }),
        },
      },
    ],
    users: [{ name: user, user: { token } }],
    contexts: [{ name: namespace, context: { cluster, namespace, user } }],
    'current-context': namespace,
  });
  return `# Credentials end at ${expiresAt}; the portal gives new ones.\n${text}`;
}
