import type { KubeConfig } from '@kubernetes/client-node';
import { InputError } from '@backstage/errors';
import { loadClientNode } from './clientNode';
import type { LocatedCluster } from './definitions';

/**
 * The kubeconfig of a cluster that the configuration describes.
 *
 * @internal
 * @throws InputError when the in-cluster account is wanted outside a cluster
 */
export async function kubeConfigOf(
  cluster: LocatedCluster,
): Promise<KubeConfig> {
  const { KubeConfig: KubeConfigClass } = await loadClientNode();
  const kubeConfig = new KubeConfigClass();
  const { access, endpoint, name } = cluster;
  if (access.type === 'inCluster') {
    if (!process.env.KUBERNETES_SERVICE_HOST) {
      throw new InputError(
        'it has no serviceAccountToken, and the portal does not run in a cluster whose service account it could use',
      );
    }
    kubeConfig.loadFromCluster();
    return kubeConfig;
  }
  const token = access.type === 'token' ? access.token : undefined;
  kubeConfig.loadFromClusterAndUser(
    {
      name,
      server: endpoint.url,
      caData: endpoint.caData,
      caFile: endpoint.caFile,
      // client-node refuses http without it; there is no TLS to be skipped.
      skipTLSVerify: endpoint.skipTLSVerify ?? endpoint.url.startsWith('http:'),
    },
    { name: 'portal', token },
  );
  return kubeConfig;
}

/**
 * A context of a kubeconfig file, with its client certificates and exec plugins.
 *
 * @internal
 * @throws InputError naming the file, and the contexts that there are
 */
export async function kubeConfigFromFile(options: {
  file: string;
  context?: string;
}): Promise<KubeConfig> {
  const { KubeConfig: KubeConfigClass } = await loadClientNode();
  const kubeConfig = new KubeConfigClass();
  const { file } = options;
  try {
    kubeConfig.loadFromFile(file);
  } catch (error) {
    throw new InputError(`the kubeconfig '${file}' cannot be read`, error);
  }
  const context = options.context ?? kubeConfig.getCurrentContext();
  if (!kubeConfig.getContextObject(context)) {
    const known = kubeConfig.getContexts().map(({ name }) => name);
    throw new InputError(
      `the kubeconfig '${file}' has no context '${context}', only ${known.join(
        ', ',
      )}`,
    );
  }
  kubeConfig.setCurrentContext(context);
  if (!kubeConfig.getCurrentCluster()) {
    throw new InputError(
      `the context '${context}' of the kubeconfig '${file}' names no cluster`,
    );
  }
  return kubeConfig;
}

/** The same API server, another account. @internal */
export async function withToken(
  kubeConfig: KubeConfig,
  token: string,
): Promise<KubeConfig> {
  const { KubeConfig: KubeConfigClass } = await loadClientNode();
  const cluster = kubeConfig.getCurrentCluster();
  if (!cluster) {
    throw new InputError('the kubeconfig names no cluster');
  }
  const result = new KubeConfigClass();
  result.loadFromClusterAndUser(cluster, { name: 'portal-actor', token });
  return result;
}
