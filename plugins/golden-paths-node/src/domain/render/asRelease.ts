import {
  hookOf,
  type Manifest,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';

/** A release of Helm. */
export interface Release {
  name: string;
  namespace: string;
}

/**
 * Objects of a chart with the marks that `helm install` adds and `helm template`
 * leaves out (`setMetadataVisitor` of `pkg/action/validate.go`). Without them
 * Helm would refuse the first `helm upgrade --install` of what was applied here:
 * they "cannot be imported into the current release".
 */
export function asRelease(
  objects: readonly Manifest[],
  release: Release,
): Manifest[] {
  return objects.map(object => {
    // Helm runs hooks by itself; no release holds them.
    if (hookOf(object)) {
      return object;
    }
    return {
      ...object,
      metadata: {
        ...object.metadata,
        labels: {
          ...object.metadata?.labels,
          'app.kubernetes.io/managed-by': 'Helm',
        },
        annotations: {
          ...object.metadata?.annotations,
          'meta.helm.sh/release-name': release.name,
          'meta.helm.sh/release-namespace': release.namespace,
        },
      },
    } as Manifest;
  });
}
