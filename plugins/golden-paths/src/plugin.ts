import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { scaffolderPlugin } from '@backstage/plugin-scaffolder';
import { createScaffolderFieldExtension } from '@backstage/plugin-scaffolder-react';
import { goldenPathsApiRef } from './api/GoldenPathsApi';
import { GoldenPathsClient } from './api/GoldenPathsClient';
import { EnvironmentVariablesField } from './components/EnvironmentVariablesField';
import { HostField } from './components/HostField';
import { ImageField } from './components/ImageField';
import { NamespaceField } from './components/NamespaceField';
import { PreflightField } from './components/PreflightField';
import { RepositoryField } from './components/RepositoryField';
import { ResourcesField } from './components/ResourcesField';
import { RunField } from './components/RunField';
import { ScheduleField } from './components/ScheduleField';
import { FIELD_NAMES } from './fields/names';
import { schemas } from './fields/schemas';
import { validators } from './fields/validators';
import { rootRouteRef } from './routes';

/**
 * The plugin for apps of the legacy frontend system.
 *
 * @public
 */
export const goldenPathsPlugin = createPlugin({
  id: 'golden-paths',
  apis: [
    createApiFactory({
      api: goldenPathsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new GoldenPathsClient(fetchApi),
    }),
  ],
  routes: { root: rootRouteRef },
});

/** The page "Golden paths". @public */
export const GoldenPathsPage: () => JSX.Element = goldenPathsPlugin.provide(
  createRoutableExtension({
    name: 'GoldenPathsPage',
    component: () =>
      import('./components/GoldenPathsPage').then(m => m.GoldenPathsPage),
    mountPoint: rootRouteRef,
  }),
);

/**
 * How an entity stands to the golden path that made it, for its overview.
 *
 * @public
 */
export const EntityGoldenPathCard: () => JSX.Element =
  goldenPathsPlugin.provide(
    createComponentExtension({
      name: 'EntityGoldenPathCard',
      component: {
        lazy: () =>
          import('./components/card/GoldenPathCard').then(
            m => m.GoldenPathCard,
          ),
      },
    }),
  );

/** Field `FairwayNamespace`: the namespaces that one may use. @public */
export const FairwayNamespaceFieldExtension = scaffolderPlugin.provide(
  createScaffolderFieldExtension({
    name: FIELD_NAMES.namespace,
    component: NamespaceField,
    validation: validators.namespace,
    schema: schemas.namespace.schema,
  }),
);

/** Field `FairwayResources`: how large, and whether it fits. @public */
export const FairwayResourcesFieldExtension = scaffolderPlugin.provide(
  createScaffolderFieldExtension({
    name: FIELD_NAMES.resources,
    component: ResourcesField,
    validation: validators.resources,
    schema: schemas.resources.schema,
  }),
);

/** Field `FairwayEnvironmentVariables`. @public */
export const FairwayEnvironmentVariablesFieldExtension =
  scaffolderPlugin.provide(
    createScaffolderFieldExtension({
      name: FIELD_NAMES.variables,
      component: EnvironmentVariablesField,
      validation: validators.variables,
      schema: schemas.variables.schema,
    }),
  );

/** Field `FairwayImage`. @public */
export const FairwayImageFieldExtension = scaffolderPlugin.provide(
  createScaffolderFieldExtension({
    name: FIELD_NAMES.image,
    component: ImageField,
    validation: validators.image,
    schema: schemas.image.schema,
  }),
);

/** Field `FairwayHost`. @public */
export const FairwayHostFieldExtension = scaffolderPlugin.provide(
  createScaffolderFieldExtension({
    name: FIELD_NAMES.host,
    component: HostField,
    validation: validators.host,
    schema: schemas.host.schema,
  }),
);

/** Field `FairwaySchedule`: a CronJob's, with its next runs. @public */
export const FairwayScheduleFieldExtension = scaffolderPlugin.provide(
  createScaffolderFieldExtension({
    name: FIELD_NAMES.schedule,
    component: ScheduleField,
    validation: validators.schedule,
    schema: schemas.schedule.schema,
  }),
);

/** Field `FairwayRepository`: a new repository on a connected forge. @public */
export const FairwayRepositoryFieldExtension = scaffolderPlugin.provide(
  createScaffolderFieldExtension({
    name: FIELD_NAMES.repository,
    component: RepositoryField,
    validation: validators.repository,
    schema: schemas.repository.schema,
  }),
);

/** Field `FairwayRun`: one of one's own runs that have ended. @public */
export const FairwayRunFieldExtension = scaffolderPlugin.provide(
  createScaffolderFieldExtension({
    name: FIELD_NAMES.run,
    component: RunField,
    validation: validators.run,
    schema: schemas.run.schema,
  }),
);

/** Field `FairwayPreflight`: all that the cluster says to the form. @public */
export const FairwayPreflightFieldExtension = scaffolderPlugin.provide(
  createScaffolderFieldExtension({
    name: FIELD_NAMES.preflight,
    component: PreflightField,
    validation: validators.preflight,
    schema: schemas.preflight.schema,
  }),
);
