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
import LayersIcon from '@material-ui/icons/Layers';
import { workloadsApiRef } from './api/WorkloadsApi';
import { WorkloadsClient } from './api/WorkloadsClient';
import { KUBERNETES_ID, LABEL_SELECTOR } from './entity/annotations';
import { rootRouteRef } from './routes';

const workloadsApi = ApiBlueprint.make({
  params: define =>
    define({
      api: workloadsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new WorkloadsClient(fetchApi),
    }),
});

/** Says which workloads are its own. */
const annotated: Array<Record<string, { $exists: boolean }>> = [
  { [`metadata.annotations.${KUBERNETES_ID}`]: { $exists: true } },
  { [`metadata.annotations.${LABEL_SELECTOR}`]: { $exists: true } },
];

const entityWorkloadsContent = EntityContentBlueprint.make({
  params: {
    path: '/workloads',
    title: 'Workloads',
    group: 'deployment',
    icon: <LayersIcon />,
    routeRef: rootRouteRef,
    // A component without annotation is told which one it needs.
    filter: { $any: [{ kind: 'component' }, ...annotated] },
    loader: () =>
      import('./components/WorkloadsContent').then(m => <m.WorkloadsContent />),
  },
});

const entityWorkloadsCard = EntityCardBlueprint.make({
  params: {
    type: 'content',
    filter: { $any: annotated },
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
  icon: <LayersIcon />,
  info: { packageJson: () => import('../package.json') },
  extensions: [workloadsApi, entityWorkloadsContent, entityWorkloadsCard],
  routes: { entityContent: rootRouteRef },
});

export { workloadsTranslationRef } from './translation';
