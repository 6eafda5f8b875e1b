import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { Access, ClusterDefinitions, LocatedCluster } from './definitions';

const KEY = 'kubernetes.clusterLocatorMethods';
/** Where `kubectl proxy` listens. */
const KUBECTL_PROXY = 'http://localhost:8001';

type Located = Pick<ClusterDefinitions, 'located' | 'leftOut'>;

/**
 * The clusters of the upstream Kubernetes plugin's configuration that can be
 * reached without that plugin. The others are left out with a reason, as they
 * are right for upstream.
 *
 * @internal
 * @throws InputError for entries that are wrong for upstream too
 */
export function readLocators(config: Config): Located {
  const result: Located = { located: [], leftOut: [] };
  const methods = config.getOptionalConfigArray(KEY) ?? [];
  methods.forEach((method, index) => {
    const type = method.getString('type');
    if (type === 'config') {
      readClusters(method, result);
    } else if (type === 'localKubectlProxy') {
      result.located.push(kubectlProxy('local'));
    } else {
      result.leftOut.push({
        name: `${KEY}[${index}]`,
        why: `clusters of the locator type '${type}' are not supported; describe them by fairway.clusters.<name>.kubeconfig, or supply them with fairwayClusterSupplierServiceRef`,
      });
    }
  });
  return result;
}

function readClusters(method: Config, result: Located): void {
  for (const cluster of method.getConfigArray('clusters')) {
    const name = cluster.getString('name');
    const provider = providerOf(cluster);
    if (provider === 'serviceAccount') {
      result.located.push(serviceAccountCluster(name, cluster));
    } else if (provider === 'localKubectlProxy') {
      result.located.push(kubectlProxy(name, cluster));
    } else {
      result.leftOut.push({
        name,
        why: `its authProvider '${provider}' is not supported; give fairway.clusters.${name}.kubeconfig (exec plugins work there), or supply it with fairwayClusterSupplierServiceRef`,
      });
    }
  }
}

function providerOf(cluster: Config): string {
  const metadata = cluster.getOptional<Record<string, unknown>>('authMetadata');
  const provider =
    cluster.getOptionalString('authProvider') ??
    metadata?.['kubernetes.io/auth-provider'];
  if (typeof provider !== 'string') {
    throw new InputError(
      `Cluster '${cluster.getString('name')}' in ${KEY} has no authProvider`,
    );
  }
  return provider;
}

function serviceAccountCluster(name: string, cluster: Config): LocatedCluster {
  const token = cluster.getOptionalString('serviceAccountToken');
  const access: Access = token
    ? { type: 'token', token }
    : { type: 'inCluster' };
  return {
    name,
    title: cluster.getOptionalString('title'),
    endpoint: {
      url: readUrl(name, cluster.getString('url')),
      caData: cluster.getOptionalString('caData'),
      caFile: cluster.getOptionalString('caFile'),
      skipTLSVerify: cluster.getOptionalBoolean('skipTLSVerify'),
    },
    access,
  };
}

function kubectlProxy(name: string, cluster?: Config): LocatedCluster {
  const url = cluster?.getOptionalString('url') ?? KUBECTL_PROXY;
  return {
    name,
    title: cluster?.getOptionalString('title'),
    endpoint: { url: readUrl(name, url) },
    access: { type: 'none' },
  };
}

function readUrl(name: string, url: string): string {
  if (!URL.canParse(url) || !/^https?:/.test(url)) {
    throw new InputError(
      `Cluster '${name}' in ${KEY} has the url '${url}', which is no http or https URL`,
    );
  }
  return url;
}
