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
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { goldenPathsApiRef } from './api/GoldenPathsApi';
import { GoldenPathsClient } from './api/GoldenPathsClient';
import { GoldenPathsIcon } from './components/GoldenPathsIcon';
import { rootRouteRef } from './routes';

const goldenPathsApi = ApiBlueprint.make({
  params: define =>
    define({
      api: goldenPathsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new GoldenPathsClient(fetchApi),
    }),
});

const goldenPathsPage = PageBlueprint.make({
  params: {
    path: '/golden-paths',
    title: 'Golden paths',
    icon: <GoldenPathsIcon />,
    routeRef: rootRouteRef,
    loader: () =>
      import('./components/GoldenPathsBody').then(m => <m.GoldenPathsBody />),
  },
});

const entityGoldenPathCard = EntityCardBlueprint.make({
  params: {
    type: 'info',
    filter: {
      kind: 'component',
      'metadata.annotations.fairway.dev/golden-path': { $exists: true },
    },
    loader: () =>
      import('./components/card/GoldenPathCard').then(m => (
        <m.GoldenPathCard />
      )),
  },
});

const FIELDS = [
  'namespace',
  'resources',
  'variables',
  'image',
  'host',
  'schedule',
  'repository',
  'run',
  'preflight',
] as const;

const formFields = FIELDS.map(name =>
  FormFieldBlueprint.make({
    name,
    params: {
      field: () => import('./fields/formFields').then(m => m.formFields[name]),
    },
  }),
);

/**
 * Form fields that know what fits into the cluster, upgrades of what was made, and
 * what came of it.
 *
 * @alpha
 */
export default createFrontendPlugin({
  pluginId: 'golden-paths',
  title: 'Golden paths',
  icon: <GoldenPathsIcon />,
  info: { packageJson: () => import('../package.json') },
  extensions: [
    goldenPathsApi,
    goldenPathsPage,
    entityGoldenPathCard,
    ...formFields,
  ],
  routes: { root: rootRouteRef },
});

export { goldenPathsTranslationRef } from './translation';
