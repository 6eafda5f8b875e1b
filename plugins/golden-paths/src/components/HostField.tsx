import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import {
  hostProblem,
  portProblem,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { goldenPathsTranslationRef } from '../translation';
import type { FieldNames } from '../view/formParameters';
import { LineField } from './LineField';
import { formDataOf, usePreflight } from './usePreflight';

/** A host name, and the URL that comes of it: as the gateway has it, if it is known. */
export function HostField(
  props: FieldExtensionComponentProps<
    string,
    { fields?: FieldNames; scheme?: 'http' | 'https' }
  >,
) {
  const { formData = '', onChange, idSchema, schema, required } = props;
  const { fields, scheme = 'https' } = props.uiSchema['ui:options'] ?? {};
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const form = formDataOf(props.formContext);
  const port = form[fields?.port ?? 'port'];
  const { value } = usePreflight(form, { fields });
  const known = value?.urls?.find(one => new URL(one).hostname === formData);
  const url = known ?? `${scheme}://${formData}/`;
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
