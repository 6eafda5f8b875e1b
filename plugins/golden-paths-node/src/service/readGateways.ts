import type { KubernetesClient } from '@fairway-idp/backstage-plugin-fairway-node';
import type { Manifest } from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type { KubernetesObject } from '@kubernetes/client-node';
import { gatewaysOf } from '../domain/preflight/urls';
import { lookAt } from './calls';
import { TYPES } from './types';

/** The Gateways that objects name, as far as they are there and may be read. */
export async function readGateways(
  reader: KubernetesClient,
  options: {
    objects: readonly Manifest[];
    namespace: string;
    signal?: AbortSignal;
  },
): Promise<Manifest[]> {
  const { objects, namespace, signal } = options;
  const found = await Promise.all(
    gatewaysOf(objects, namespace).map(ref =>
      lookAt<KubernetesObject>(
        reader,
        { type: TYPES.Gateway, namespace: ref.namespace, name: ref.name },
        { signal },
      ),
    ),
  );
  return found.flatMap(gateway => (gateway ? [gateway as Manifest] : []));
}
