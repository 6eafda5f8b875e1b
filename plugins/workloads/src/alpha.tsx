/**
 * The plugin for apps of the new frontend system.
 *
 * @packageDocumentation
 */
import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { workloadsApiRef } from './api/WorkloadsApi';
import { WorkloadsClient } from './api/WorkloadsClient';
import { WorkloadsIcon } from './components/WorkloadsIcon';
import { rootRouteRef } from './routes';

const workloadsApi = ApiBlueprint.make({
  params: define =>
    define({
      api: workloadsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new WorkloadsClient(fetchApi),
    }),
});

const entityWorkloadsContent = EntityContentBlueprint.make({
  params: {
    path: '/workloads',
    title: 'Workloads',
    group: 'deployment',
    icon: <WorkloadsIcon />,
    routeRef: rootRouteRef,
    // A component without annotation is told which one it needs.
    filter: {
      $any: [
        { kind: 'component' },
        {
          'metadata.annotations.backstage.io/kubernetes-id': { $exists: true },
        },
        {
          'metadata.annotations.backstage.io/kubernetes-label-selector': {
            $exists: true,
          },
        },
      ],
    },
    loader: () =>
      import('./components/WorkloadsContent').then(m => <m.WorkloadsContent />),
  },
});

const entityWorkloadsCard = EntityCardBlueprint.make({
  params: {
    // Beside what the entity is, and above the fold.
    type: 'info',
    filter: {
      $any: [
        {
          'metadata.annotations.backstage.io/kubernetes-id': { $exists: true },
        },
        {
          'metadata.annotations.backstage.io/kubernetes-label-selector': {
            $exists: true,
          },
        },
      ],
    },
    loader: () =>
      import('./components/WorkloadsCard').then(m => <m.WorkloadsCard />),
  },
});

/**
 * Shows what runs on the catalog page of a service.
 *
 * @alpha
 */
export default createFrontendPlugin({
  pluginId: 'workloads',
  title: 'Workloads',
  icon: <WorkloadsIcon />,
  info: { packageJson: () => import('../package.json') },
  extensions: [workloadsApi, entityWorkloadsContent, entityWorkloadsCard],
  routes: { entityContent: rootRouteRef },
});

export { workloadsTranslationRef } from './translation';
