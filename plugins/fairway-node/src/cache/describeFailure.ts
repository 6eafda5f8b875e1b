import { credentialsMessage, KubernetesApiError } from '../client/errors';
import { apiVersionOf } from '../client/resourcePath';
import type { ResourceType } from '../client/types';

/** e.g. `deployments (apps/v1)`. @internal */
export function nameOf(type: ResourceType): string {
  return `${type.plural} (${apiVersionOf(type)})`;
}

/** Why a kind is not live, for people. @internal */
export function describeFailure(
  error: unknown,
  { cluster, what }: { cluster: string; what: string },
): string {
  const { statusCode, message } = error as KubernetesApiError;
  if (statusCode === 401) {
    return credentialsMessage(cluster);
  }
  if (statusCode === 404) {
    return `Cluster '${cluster}' does not serve ${what}`;
  }
  return `The watch of ${what} broke: ${message}`;
}
