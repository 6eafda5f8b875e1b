/**
 * The plugin for apps of the new frontend system.
 *
 * @packageDocumentation
 */
import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { workspacesApiRef } from './api/WorkspacesApi';
import { WorkspacesClient } from './api/WorkspacesClient';
import { WorkspacesIcon } from './components/WorkspacesIcon';
import { catalogRouteRef, entityRouteRef, rootRouteRef } from './routes';

const workspacesApi = ApiBlueprint.make({
  params: define =>
    define({
      api: workspacesApiRef,
      deps: {
        fetchApi: fetchApiRef,
        discoveryApi: discoveryApiRef,
        identityApi: identityApiRef,
      },
      factory: apis => new WorkspacesClient(apis),
    }),
});

const workspacesPage = PageBlueprint.make({
  params: {
    path: '/workspaces',
    title: 'Workspaces',
    icon: <WorkspacesIcon />,
    routeRef: rootRouteRef,
    loader: () =>
      import('./components/WorkspacesBody').then(m => <m.WorkspacesBody />),
  },
});

const entityWorkspaceContent = EntityContentBlueprint.make({
  name: 'workspace',
  params: {
    path: '/workspace',
    title: 'Workspace',
    // In no group: two tabs of a group become a menu, in which nobody looks.
    icon: <WorkspacesIcon />,
    routeRef: entityRouteRef,
    filter: { kind: 'component' },
    loader: () =>
      import('./components/tab/WorkspaceTab').then(m => <m.WorkspaceTab />),
  },
});

/**
 * Shows workspaces, and lets one open, use, stop and delete them.
 *
 * @alpha
 */
export default createFrontendPlugin({
  pluginId: 'workspaces',
  title: 'Workspaces',
  icon: <WorkspacesIcon />,
  info: { packageJson: () => import('../package.json') },
  extensions: [workspacesApi, workspacesPage, entityWorkspaceContent],
  routes: { root: rootRouteRef, entityContent: entityRouteRef },
  externalRoutes: { catalog: catalogRouteRef },
});

export { workspacesTranslationRef } from './translation';
