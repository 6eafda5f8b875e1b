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
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { goldenPathsApiRef } from './api/GoldenPathsApi';
import { GoldenPathsClient } from './api/GoldenPathsClient';

const goldenPathsApi = ApiBlueprint.make({
  params: define =>
    define({
      api: goldenPathsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new GoldenPathsClient(fetchApi),
    }),
});

const FIELDS = [
  'namespace',
  'resources',
  'variables',
  'image',
  'host',
  'schedule',
  'repository',
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
 * Form fields that know what fits into the cluster.
 *
 * @alpha
 */
export default createFrontendPlugin({
  pluginId: 'golden-paths',
  title: 'Golden paths',
  info: { packageJson: () => import('../package.json') },
  extensions: [goldenPathsApi, ...formFields],
});

export { goldenPathsTranslationRef } from './translation';
