import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { housekeepingApiRef } from './api/HousekeepingApi';
import { HousekeepingClient } from './api/HousekeepingClient';
import { rootRouteRef } from './routes';

/**
 * The plugin for apps of the legacy frontend system.
 *
 * @public
 */
export const housekeepingPlugin = createPlugin({
  id: 'housekeeping',
  apis: [
    createApiFactory({
      api: housekeepingApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new HousekeepingClient(fetchApi),
    }),
  ],
  routes: { root: rootRouteRef },
});

/**
 * The page "Housekeeping".
 *
 * @public
 */
export const HousekeepingPage: () => JSX.Element = housekeepingPlugin.provide(
  createRoutableExtension({
    name: 'HousekeepingPage',
    component: () =>
      import('./components/HousekeepingPage').then(m => m.HousekeepingPage),
    mountPoint: rootRouteRef,
  }),
);

/**
 * What is left over of an entity, and what its workloads lack, for its
 * overview.
 *
 * @public
 */
export const EntityHousekeepingCard: () => JSX.Element =
  housekeepingPlugin.provide(
    createComponentExtension({
      name: 'EntityHousekeepingCard',
      component: {
        lazy: () =>
          import('./components/HousekeepingCard').then(m => m.HousekeepingCard),
      },
    }),
  );
