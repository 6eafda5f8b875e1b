import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { workloadsApiRef } from './api/WorkloadsApi';
import { WorkloadsClient } from './api/WorkloadsClient';
import { rootRouteRef } from './routes';

/**
 * The plugin for apps of the legacy frontend system.
 *
 * @public
 */
export const workloadsPlugin = createPlugin({
  id: 'workloads',
  apis: [
    createApiFactory({
      api: workloadsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new WorkloadsClient(fetchApi),
    }),
  ],
  routes: { entityContent: rootRouteRef },
});

/**
 * The tab "Workloads" of an entity page.
 *
 * @public
 */
export const EntityWorkloadsContent: () => JSX.Element =
  workloadsPlugin.provide(
    createRoutableExtension({
      name: 'EntityWorkloadsContent',
      component: () =>
        import('./components/WorkloadsContent').then(m => m.WorkloadsContent),
      mountPoint: rootRouteRef,
    }),
  );

/**
 * A summary of the health of an entity's workloads, for its overview.
 *
 * @public
 */
export const EntityWorkloadsCard: () => JSX.Element = workloadsPlugin.provide(
  createComponentExtension({
    name: 'EntityWorkloadsCard',
    component: {
      lazy: () =>
        import('./components/WorkloadsCard').then(m => m.WorkloadsCard),
    },
  }),
);
