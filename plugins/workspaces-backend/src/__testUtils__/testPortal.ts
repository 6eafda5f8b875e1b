import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
// eslint-disable-next-line @backstage/no-mixed-plugin-imports -- its real API makes the sandboxes
import environmentsPlugin from '@fairway-idp/backstage-plugin-environments-backend';
import { startTestPortal } from '@fairway-idp/backstage-plugin-fairway-node/testPortal';
import workspacesPlugin from '../index';

/** Both plugins in a backend, in front of a real cluster. */
export async function startPortal(options: {
  config: JsonObject;
  entities: Entity[];
}) {
  const portal = await startTestPortal({
    ...options,
    pluginId: 'workspaces',
    features: [environmentsPlugin, workspacesPlugin],
  });
  return {
    ...portal,
    pass: () => portal.task('workspaces-pass'),
    environmentsPass: () => portal.task('environments-pass'),
  };
}

/** @see startPortal */
export type TestPortal = Awaited<ReturnType<typeof startPortal>>;
