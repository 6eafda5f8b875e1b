import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
} from '@backstage/core-plugin-api';
import { workspacesApiRef } from './api/WorkspacesApi';
import { WorkspacesClient } from './api/WorkspacesClient';
import { catalogRouteRef, entityRouteRef, rootRouteRef } from './routes';

/**
 * The plugin for apps of the legacy frontend system.
 *
 * @public
 */
export const workspacesPlugin = createPlugin({
  id: 'workspaces',
  apis: [
    createApiFactory({
      api: workspacesApiRef,
      deps: {
        fetchApi: fetchApiRef,
        discoveryApi: discoveryApiRef,
        identityApi: identityApiRef,
      },
      factory: apis => new WorkspacesClient(apis),
    }),
  ],
  routes: { root: rootRouteRef, entityContent: entityRouteRef },
  externalRoutes: { catalog: catalogRouteRef },
});

/**
 * The page "Workspaces".
 *
 * @public
 */
export const WorkspacesPage: () => JSX.Element = workspacesPlugin.provide(
  createRoutableExtension({
    name: 'WorkspacesPage',
    component: () =>
      import('./components/WorkspacesPage').then(m => m.WorkspacesPage),
    mountPoint: rootRouteRef,
  }),
);

/**
 * The tab "Workspace" of an entity page.
 *
 * @public
 */
export const EntityWorkspaceContent: () => JSX.Element =
  workspacesPlugin.provide(
    createRoutableExtension({
      name: 'EntityWorkspaceContent',
      component: () =>
        import('./components/tab/WorkspaceTab').then(m => m.WorkspaceTab),
      mountPoint: entityRouteRef,
    }),
  );
