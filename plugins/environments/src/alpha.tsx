/**
 * The plugin for apps of the new frontend system.
 *
 * @packageDocumentation
 */
import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { environmentsApiRef } from './api/EnvironmentsApi';
import { EnvironmentsClient } from './api/EnvironmentsClient';
import { EnvironmentsIcon } from './components/EnvironmentsIcon';
import { entityRouteRef, rootRouteRef } from './routes';

const environmentsApi = ApiBlueprint.make({
  params: define =>
    define({
      api: environmentsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new EnvironmentsClient(fetchApi),
    }),
});

const environmentsPage = PageBlueprint.make({
  params: {
    path: '/environments',
    title: 'Environments',
    icon: <EnvironmentsIcon />,
    routeRef: rootRouteRef,
    loader: () =>
      import('./components/EnvironmentsBody').then(m => <m.EnvironmentsBody />),
  },
});

const entityPreviewsContent = EntityContentBlueprint.make({
  name: 'previews',
  params: {
    path: '/previews',
    title: 'Previews',
    // In no group: two tabs of a group become a menu, in which nobody looks.
    icon: <EnvironmentsIcon />,
    routeRef: entityRouteRef,
    // A component without annotation is told which one it needs.
    filter: { kind: 'component' },
    loader: () =>
      import('./components/previews/PreviewsContent').then(m => (
        <m.PreviewsContent />
      )),
  },
});

const entityEnvironmentsCard = EntityCardBlueprint.make({
  params: {
    type: 'info',
    filter: {
      'metadata.annotations.fairway.dev/preview-path': { $exists: true },
    },
    loader: () =>
      import('./components/EnvironmentsCard').then(m => <m.EnvironmentsCard />),
  },
});

/**
 * Shows sandboxes and previews, and lets one make, wake, renew and delete them.
 *
 * @alpha
 */
export default createFrontendPlugin({
  pluginId: 'environments',
  title: 'Environments',
  icon: <EnvironmentsIcon />,
  info: { packageJson: () => import('../package.json') },
  extensions: [
    environmentsApi,
    environmentsPage,
    entityPreviewsContent,
    entityEnvironmentsCard,
  ],
  routes: { root: rootRouteRef, entityContent: entityRouteRef },
});

export { environmentsTranslationRef } from './translation';
