/**
 * Reaches Kubernetes clusters: identities, watch cache, reads and guarded writes.
 *
 * @packageDocumentation
 */
export * from './cache/types';
export * from './client/types';
export {
  ClusterUnreachableError,
  KubernetesApiError,
  toBackstageError,
} from './client/errors';
export type { KubernetesErrorCause } from './client/errors';
export { apiVersionOf } from './client/resourcePath';
export * from './clusters/fromConfig';
export * from './clusters/service';
export * from './clusters/types';
export * from './live/DecisionCache';
export * from './live/Wake';
export * from './identity/types';
export * from './identity/assertSafeIdentity';
export * from './identity/mapping';
export * from './identity/toKubernetesIdentity';
export * from './previews/delivery';
export * from './previews/forge';
export * from './wire/mountRoutes';
export * from './wire/types';
