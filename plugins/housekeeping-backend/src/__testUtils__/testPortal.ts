import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import { startTestPortal } from '@fairway-idp/backstage-plugin-fairway-node/testPortal';
import housekeepingPlugin from '../index';

const entity = (kind: string, name: string, more: object = {}): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default' },
  spec: {},
  ...more,
});

/** The platform team, and a component of bob's. */
const ENTITIES: Entity[] = [
  entity('Group', 'platform'),
  entity('Component', 'shop', {
    metadata: {
      name: 'shop',
      namespace: 'default',
      annotations: { 'backstage.io/kubernetes-id': 'shop' },
    },
    relations: [{ type: 'ownedBy', targetRef: 'user:default/bob' }],
  }),
];

/** The plugin in a backend, in front of a real cluster. */
export async function startPortal(options: { config: JsonObject }) {
  const portal = await startTestPortal({
    ...options,
    pluginId: 'housekeeping',
    features: [housekeepingPlugin],
    entities: ENTITIES,
  });
  return {
    ...portal,
    pass: () => portal.task('housekeeping-pass'),
    sample: () => portal.task('housekeeping-samples'),
  };
}

/** @see startPortal */
export type TestPortal = Awaited<ReturnType<typeof startPortal>>;
