import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import { startTestPortal } from '@fairway-idp/backstage-plugin-fairway-node/testPortal';
import workloadsPlugin from '../index';

/** Makes a Component of `group:default/shop-team`. */
export function component(
  name: string,
  annotations: Record<string, string>,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    spec: { type: 'service', lifecycle: 'production', owner: 'shop-team' },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/shop-team' }],
  };
}

/** The plugin in a backend, in front of real clusters. */
export function startPortal(options: {
  config: JsonObject;
  entities: Entity[];
}) {
  return startTestPortal({
    ...options,
    pluginId: 'workloads',
    features: [workloadsPlugin],
  });
}

/** @see startPortal */
export type TestPortal = Awaited<ReturnType<typeof startPortal>>;
