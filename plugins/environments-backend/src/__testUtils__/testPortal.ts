import type { BackendFeature } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import { startTestPortal } from '@fairway-idp/backstage-plugin-fairway-node/testPortal';
import environmentsPlugin from '../index';

/** The plugin in a backend, in front of a real cluster. */
export async function startPortal(options: {
  config: JsonObject;
  /** Beside two users. */
  entities?: Entity[];
  features?: BackendFeature[];
}) {
  const { features = [], ...more } = options;
  const portal = await startTestPortal({
    ...more,
    pluginId: 'environments',
    features: [environmentsPlugin, ...features],
  });
  return {
    ...portal,
    pass: () => portal.task('environments-pass'),
    previewPass: () => portal.task('environments-previews'),
  };
}

/** @see startPortal */
export type TestPortal = Awaited<ReturnType<typeof startPortal>>;
