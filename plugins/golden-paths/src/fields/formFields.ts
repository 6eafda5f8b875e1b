import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { EnvironmentVariablesField } from '../components/EnvironmentVariablesField';
import { HostField } from '../components/HostField';
import { ImageField } from '../components/ImageField';
import { NamespaceField } from '../components/NamespaceField';
import { PreflightField } from '../components/PreflightField';
import { RepositoryField } from '../components/RepositoryField';
import { ResourcesField } from '../components/ResourcesField';
import { RunField } from '../components/RunField';
import { ScheduleField } from '../components/ScheduleField';
import { FIELD_NAMES } from './names';
import { schemas } from './schemas';
import { validators } from './validators';

/** The fields, as the new frontend system wants them. */
export const formFields = {
  namespace: createFormField({
    name: FIELD_NAMES.namespace,
    component: NamespaceField,
    validation: validators.namespace,
    schema: schemas.namespace,
  }),
  resources: createFormField({
    name: FIELD_NAMES.resources,
    component: ResourcesField,
    validation: validators.resources,
    schema: schemas.resources,
  }),
  variables: createFormField({
    name: FIELD_NAMES.variables,
    component: EnvironmentVariablesField,
    validation: validators.variables,
    schema: schemas.variables,
  }),
  image: createFormField({
    name: FIELD_NAMES.image,
    component: ImageField,
    validation: validators.image,
    schema: schemas.image,
  }),
  host: createFormField({
    name: FIELD_NAMES.host,
    component: HostField,
    validation: validators.host,
    schema: schemas.host,
  }),
  schedule: createFormField({
    name: FIELD_NAMES.schedule,
    component: ScheduleField,
    validation: validators.schedule,
    schema: schemas.schedule,
  }),
  repository: createFormField({
    name: FIELD_NAMES.repository,
    component: RepositoryField,
    validation: validators.repository,
    schema: schemas.repository,
  }),
  run: createFormField({
    name: FIELD_NAMES.run,
    component: RunField,
    validation: validators.run,
    schema: schemas.run,
  }),
  preflight: createFormField({
    name: FIELD_NAMES.preflight,
    component: PreflightField,
    validation: validators.preflight,
    schema: schemas.preflight,
  }),
};
