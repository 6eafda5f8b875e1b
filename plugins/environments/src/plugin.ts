import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { environmentsApiRef } from './api/EnvironmentsApi';
import { EnvironmentsClient } from './api/EnvironmentsClient';
import { entityRouteRef, rootRouteRef } from './routes';

/**
 * The plugin for apps of the legacy frontend system.
 *
 * @public
 */
export const environmentsPlugin = createPlugin({
  id: 'environments',
  apis: [
    createApiFactory({
      api: environmentsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new EnvironmentsClient(fetchApi),
    }),
  ],
  routes: { root: rootRouteRef, entityContent: entityRouteRef },
});

/**
 * The page "Environments".
 *
 * @public
 */
export const EnvironmentsPage: () => JSX.Element = environmentsPlugin.provide(
  createRoutableExtension({
    name: 'EnvironmentsPage',
    component: () =>
      import('./components/EnvironmentsPage').then(m => m.EnvironmentsPage),
    mountPoint: rootRouteRef,
  }),
);

/**
 * The tab "Previews" of an entity page.
 *
 * @public
 */
export const EntityPreviewsContent: () => JSX.Element =
  environmentsPlugin.provide(
    createRoutableExtension({
      name: 'EntityPreviewsContent',
      component: () =>
        import('./components/previews/PreviewsContent').then(
          m => m.PreviewsContent,
        ),
      mountPoint: entityRouteRef,
    }),
  );

/**
 * How many environments are for an entity, for its overview.
 *
 * @public
 */
export const EntityEnvironmentsCard: () => JSX.Element =
  environmentsPlugin.provide(
    createComponentExtension({
      name: 'EntityEnvironmentsCard',
      component: {
        lazy: () =>
          import('./components/EnvironmentsCard').then(m => m.EnvironmentsCard),
      },
    }),
  );
