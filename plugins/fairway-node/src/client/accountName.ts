import type { KubeConfig } from '@kubernetes/client-node';

/**
 * What to call the account of a kubeconfig in messages and audit events: the
 * subject of its token if that is a service account's, else the user's name.
 *
 * @internal
 */
export function accountName(kubeConfig: KubeConfig): string {
  const user = kubeConfig.getCurrentUser();
  return subjectOf(user?.token) ?? user?.name ?? 'anonymous';
}

/** Not verified: it is a name to show, the API server judges the token. */
function subjectOf(token: string | undefined): string | undefined {
  const payload = token?.split('.')[1];
  if (!payload) {
    return undefined;
  }
  try {
    const claims: unknown = JSON.parse(
      Buffer.from(payload, 'base64url').toString('utf8'),
    );
    const { sub } = claims as { sub?: unknown };
    return typeof sub === 'string' ? sub : undefined;
  } catch {
    return undefined;
  }
}
