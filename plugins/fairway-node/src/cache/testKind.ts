import type { V1ConfigMap } from '@kubernetes/client-node';
import type { CachedKind, Projection } from './types';

/** @internal */
export interface CachedConfigMap extends Projection {
  value?: string;
}

/** A kind for tests: config maps are cheap, and no controller changes them. @internal */
export const configMapKind: CachedKind<CachedConfigMap> = {
  type: { group: '', version: 'v1', plural: 'configmaps', kind: 'ConfigMap' },
  indexedLabels: ['app'],
  project(object) {
    const { metadata, data } = object as V1ConfigMap;
    return {
      uid: metadata!.uid!,
      resourceVersion: metadata!.resourceVersion!,
      namespace: metadata!.namespace!,
      name: metadata!.name!,
      labels: metadata!.labels ?? {},
      value: data?.value,
    };
  },
};

/** As {@link configMapKind} makes it, for comparing. @internal */
export function configMap(
  name: string,
  value: string,
  labels: Record<string, string> = {},
) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, labels },
    data: { value },
  };
}
