import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import {
  hostProblem,
  portProblem,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { goldenPathsTranslationRef } from '../translation';
import type { FieldNames } from '../view/formParameters';
import { LineField } from './LineField';
import { formDataOf } from './usePreflight';

/** A host name, and the URL that comes of it. */
export function HostField(
  props: FieldExtensionComponentProps<
    string,
    { fields?: FieldNames; scheme?: 'http' | 'https' }
  >,
) {
  const { formData = '', onChange, idSchema, schema, required } = props;
  const { fields, scheme = 'https' } = props.uiSchema['ui:options'] ?? {};
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const port = formDataOf(props.formContext)[fields?.port ?? 'port'];
  const url = `${scheme}://${formData}/`;
  const wrongPort = typeof port === 'number' ? portProblem(port) : undefined;
  const answer =
    typeof port === 'number'
      ? t('host.url', { url, port: String(port) })
      : t('host.urlOnly', { url });
  return (
    <LineField
      id={idSchema.$id}
      label={schema.title ?? t('host.label')}
      value={formData}
      required={required}
      problem={formData ? hostProblem(formData) ?? wrongPort : undefined}
      help={formData ? answer : schema.description ?? t('host.help')}
      onChange={onChange}
    />
  );
}
