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
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { housekeepingApiRef } from './api/HousekeepingApi';
import { HousekeepingClient } from './api/HousekeepingClient';
import { HousekeepingIcon } from './components/HousekeepingIcon';
import { rootRouteRef } from './routes';

const housekeepingApi = ApiBlueprint.make({
  params: define =>
    define({
      api: housekeepingApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new HousekeepingClient(fetchApi),
    }),
});

const housekeepingPage = PageBlueprint.make({
  params: {
    path: '/housekeeping',
    title: 'Housekeeping',
    icon: <HousekeepingIcon />,
    routeRef: rootRouteRef,
    loader: () =>
      import('./components/HousekeepingBody').then(m => <m.HousekeepingBody />),
  },
});

const entityHousekeepingCard = EntityCardBlueprint.make({
  params: {
    type: 'info',
    // Whatever the backend knows to be of a component by these annotations.
    filter: {
      $any: [
        {
          kind: 'component',
          'metadata.annotations.backstage.io/kubernetes-id': { $exists: true },
        },
        {
          kind: 'component',
          'metadata.annotations.backstage.io/kubernetes-label-selector': {
            $exists: true,
          },
        },
        {
          kind: 'component',
          'metadata.annotations.fairway.dev/preview-path': { $exists: true },
        },
      ],
    },
    loader: () =>
      import('./components/HousekeepingCard').then(m => <m.HousekeepingCard />),
  },
});

/**
 * Shows what is left over in Kubernetes and when it goes, what workloads lack,
 * and how much room is left.
 *
 * @alpha
 */
export default createFrontendPlugin({
  pluginId: 'housekeeping',
  title: 'Housekeeping',
  icon: <HousekeepingIcon />,
  info: { packageJson: () => import('../package.json') },
  extensions: [housekeepingApi, housekeepingPage, entityHousekeepingCard],
  routes: { root: rootRouteRef },
});

export { housekeepingTranslationRef } from './translation';
