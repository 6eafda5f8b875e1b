import type { KubernetesClient } from '@fairway-idp/backstage-plugin-fairway-node';
import type { Manifest } from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type { Surroundings } from '../domain/preflight/facts';
import { gatewayKey, gatewaysOf } from '../domain/preflight/gateways';
import { see } from './calls';
import { TYPES } from './types';

/** The Gateways that objects name, by namespace and name. */
export async function readGateways(
  reader: KubernetesClient,
  options: {
    objects: readonly Manifest[];
    namespace: string;
    signal?: AbortSignal;
  },
): Promise<NonNullable<Surroundings['gateways']>> {
  const { objects, namespace, signal } = options;
  const refs = objects.flatMap(object => gatewaysOf(object, namespace));
  const sights = await Promise.all(
    refs.map(async ref => [
      gatewayKey(ref),
      await see(
        reader,
        { type: TYPES.Gateway, namespace: ref.namespace, name: ref.name },
        { signal },
      ),
    ]),
  );
  return Object.fromEntries(sights);
}
